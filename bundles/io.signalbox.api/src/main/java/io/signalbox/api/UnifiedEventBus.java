package io.signalbox.api;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries events from publishers to handlers inside one host. Safe for any thread.
 *
 * <p>Handlers are usually registered as {@link EnhancedEventHandler} services with {@link EventSubscription}
 * properties; {@link #subscribe} is the same without OSGi.
 */
@ProviderType
public interface UnifiedEventBus {

    /**
     * Offers {@code event} to every subscription whose pattern matches its type, and says in the receipt who took it.
     *
     * <p>Order: what one thread publishes reaches one subscription in publish order. {@link ProcessingMode#SYNC}
     * subscriptions run first, here on this thread, the lower priority number first; then the mailboxes of all others
     * are offered the event.
     *
     * <p>Blocking: while SYNC handlers run, and while a mailbox with {@link OverflowPolicy#BLOCK} is full, up to its
     * deadline. A handler's failure never reaches the publisher: it is retried or parked.
     *
     * @return the receipt; a constant of the event's type when every subscription accepted
     * @throws BusStoppedException if the bus is not running
     * @throws ProcessorMissingException if a SYNC subscription matches and no SYNC processor came within {@code swap.grace}
     */
    Receipt publish(DomainEvent event);

    /** As {@link #publish(DomainEvent)}, with a lane, a deadline, a durability or headers of its own. */
    Receipt publish(DomainEvent event, PublishOptions options);

    /**
     * Publishes, and completes the stage when every subscription that accepted the event has handled or parked it.
     *
     * <p>Offers on the calling thread exactly as {@link #publish(DomainEvent)} does. The stage completes on the thread
     * that settled the last delivery; it completes exceptionally only with what {@code publish} would have thrown.
     */
    CompletionStage<Receipt> publishAsync(DomainEvent event);

    /**
     * Publishes and asks for an answer. The stage completes with the first {@link DeliveryContext#reply}, on the thread
     * that gave it; or exceptionally: with a {@link NoReplyException} when every delivery has ended without one or
     * {@code limit} is over, or with what {@code publish} would have thrown.
     *
     * @throws IllegalArgumentException unless {@code limit} is positive
     */
    CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit);

    /**
     * A handle that publishes events of one type without looking their route up each time: for the hottest paths.
     * It may be kept for as long as the bus lives, and used by any thread.
     */
    EventPublisher publisher(String eventType);

    /**
     * Delivers events that match {@code eventType} to {@code handler} until {@link #unsubscribe}.
     *
     * @param eventType an exact type, a prefix ending in {@code *}, segments with {@code +}, or {@code *}: see {@link EventPattern}
     * @return a positive id, from 1, never used again by this bus
     * @throws IllegalArgumentException if the pattern is malformed or another live subscription has the options' name
     */
    EventSubscriptionId subscribe(String eventType, EnhancedEventHandler handler, SubscriptionOptions options);

    /**
     * Ends a subscription. When this returns its handler is not called again; only a call that this very thread is
     * inside of is still finished. Waits for calls in flight on other threads, at most for {@code quiesce.limit}.
     * What its mailbox still held is dropped and counted. An unknown id does nothing.
     */
    void unsubscribe(EventSubscriptionId id);

    /** A picture of the counters now; cheap enough to be polled every second. */
    EventBusStats stats();

    /** Accepts events from now on. Does nothing if the bus runs. */
    void start();

    /**
     * Refuses new events, delivers what is queued until {@code drain.deadline}, and reports what became of every event.
     * Blocks meanwhile. Stopping a stopped bus returns its last report.
     */
    DrainReport stop();
}
