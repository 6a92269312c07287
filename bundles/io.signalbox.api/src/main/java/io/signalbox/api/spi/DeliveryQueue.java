package io.signalbox.api.spi;

import io.signalbox.api.ProcessingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One serial queue of deliveries, as its processor sees it: events stay in the bus, the processor only says when to
 * go on. A subscription has one, or several when its order is by key.
 */
@ProviderType
public interface DeliveryQueue {

    /** The name of the subscription. */
    String subscription();

    /** Whether its handler waits for something outside. */
    boolean blocking();

    /** How many events could be delivered now, about; 0 while the subscription holds or another thread is delivering. */
    int size();

    /** How many events it holds at most: to wait for more is in vain, and holds publishers up. */
    default int capacity() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether an event waits, about, and at less cost to publishers than {@link #size}: for processors that look again
     * and again.
     */
    default boolean waiting() {
        return size() > 0;
    }

    /**
     * Delivers up to {@code limit} events that are due, here on this thread, and returns how many were dealt with; 0 if
     * none is due, if another thread is delivering, or if the queue was detached. Throws nothing.
     */
    int deliver(int limit);

    /**
     * As {@link #deliver}, but gives the handler up to {@code limit} events in one call of
     * {@link io.signalbox.api.EnhancedEventHandler#handleBatch}. Returns how many events were dealt with.
     */
    default int deliverBatch(int limit) {
        return deliver(limit);
    }

    /** Events per batch that the subscription asked for; empty if it left that to the processor. */
    default OptionalInt batchSize() {
        return OptionalInt.empty();
    }

    /** How long an event may wait for its batch to fill; empty if the subscription left that to the processor. */
    default Optional<Duration> batchInterval() {
        return Optional.empty();
    }

    /**
     * What was measured since the last call; by one thread at a time. The first call begins to measure, which costs
     * every delivery a little, and says nothing.
     */
    default QueueLoad load() {
        return QueueLoad.NOTHING;
    }

    /**
     * Lets the processor of {@code mode} run the work from now on, until told otherwise or until the calling
     * processor's own turn with this queue ends. For processors that choose, as ADAPTIVE does; the queue stays attached
     * to them, but is not signalled to them. SYNC means: on the thread that publishes, one at a time.
     *
     * @param reason why, for the operator; shown as {@code SubscriptionView.processing}
     */
    default void serveAs(ProcessingMode mode, String reason) {}

    /** Says how the queue is served now, for the operator; shown as {@code SubscriptionView.processing}. */
    default void describe(String processing) {}

    /**
     * Ends a turn: asks to be signalled for the next event. False if one came meanwhile, and then the caller has to go
     * on delivering.
     */
    boolean rest();
}
