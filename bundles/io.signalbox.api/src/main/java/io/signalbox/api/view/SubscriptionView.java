package io.signalbox.api.view;

import io.signalbox.api.EventPattern;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import java.util.List;
import java.util.Map;

/**
 * One subscription now. {@code offered = delivered + filtered + parked + dropped + queued}.
 *
 * @param id its id
 * @param name its name
 * @param types what it wants
 * @param mode how it is served
 * @param priority the lower runs first
 * @param ordering what order it keeps
 * @param overflow what its full mailbox does
 * @param queueCapacity events its mailbox holds
 * @param state how it is
 * @param processing what its processor says of how it is served now; empty if it says nothing
 * @param reason why it is so, in words; empty when active
 * @param offered deliveries asked for
 * @param delivered handled
 * @param filtered not wanted by its filter
 * @param failed tries that failed
 * @param retried tries made after a failure
 * @param parked dead letters now
 * @param dropped given up, by reason
 * @param queued waiting or being handled
 * @param retries events that wait for another try; the first {@value #MAX_RETRIES}
 */
public record SubscriptionView(
        EventSubscriptionId id,
        String name,
        List<EventPattern> types,
        ProcessingMode mode,
        int priority,
        Ordering ordering,
        OverflowPolicy overflow,
        int queueCapacity,
        State state,
        String reason,
        String processing,
        long offered,
        long delivered,
        long filtered,
        long failed,
        long retried,
        long parked,
        Map<String, Long> dropped,
        long queued,
        List<PendingRetry> retries) {

    /** No more retries are listed. */
    public static final int MAX_RETRIES = 16;

    public SubscriptionView {
        types = List.copyOf(types);
        dropped = Map.copyOf(dropped);
        retries = List.copyOf(retries);
    }

    /** How a subscription is. */
    public enum State {
        /** Its events are delivered. */
        ACTIVE,
        /** Its events wait, because something it needs is away: its handler, its processor, a filter, a policy. */
        HOLDING,
        /** Its events wait, because its handler overran its time budget. */
        QUARANTINED,
        /** It has ended. */
        CLOSED
    }
}
