package io.signalbox.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Handles events. Register it as an OSGi service with {@link EventSubscription}, or pass it to
 * {@link UnifiedEventBus#subscribe}.
 *
 * <p>Threads: a subscription calls its handler on one thread at a time unless its mode is SYNC (each publisher's own
 * thread) or its ordering is {@link Ordering#KEY} or {@link Ordering#NONE} (several keys at once). What one call wrote
 * the next call sees.
 *
 * <p>Failure: whatever is thrown, an {@code Error} too, is one failed delivery: retried by the subscription's
 * {@link RetryPolicy}, then parked as a {@link DeadLetter}. A call that outlasts the subscription's time budget puts
 * the subscription in quarantine and interrupts the thread.
 */
@ConsumerType
public interface EnhancedEventHandler {

    /** Handles one event; returning normally means that it is done. */
    void handle(DomainEvent event) throws Exception;

    /**
     * Handles one event without keeping the thread: the delivery ends when the stage completes. Called instead of
     * {@link #handle} if {@link #supportsAsync()}.
     */
    default CompletionStage<Void> handleAsync(DomainEvent event) throws Exception {
        handle(event);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Handles several events, oldest first, in {@link ProcessingMode#BATCH}. The list is valid during the call only;
     * the events may be kept. To fail a part of the batch throw {@link BatchFailedException} with the events that
     * failed; anything else thrown fails all.
     */
    default void handleBatch(List<? extends DomainEvent> events) throws Exception {
        for (int i = 0; i < events.size(); i++) {
            handle(events.get(i));
        }
    }

    /**
     * Told in its place in the order that events were lost to this subscription because its mailbox was full.
     * Does nothing by default; the loss is counted in any case.
     */
    default void missed(Gap gap) throws Exception {}

    /** The lower number runs first; read once, when subscribed, unless the options set one. */
    default int priority() {
        return 100;
    }

    /** The subscription's name, unless the options set one; the class name by default. */
    default String name() {
        return getClass().getName();
    }

    /** Whether {@link #handleAsync} is to be called instead of {@link #handle}; read once, when subscribed. */
    default boolean supportsAsync() {
        return false;
    }
}
