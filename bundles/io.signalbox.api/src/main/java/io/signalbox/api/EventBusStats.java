package io.signalbox.api;

import java.util.Map;

/**
 * Counters of the bus since it was made. For every subscription, and so in sum,
 * {@code offered = delivered + filtered + parked + dropped + queued}; while events are on their way the sums may be off by those.
 *
 * @param running whether the bus accepts events
 * @param published how many publishes were made
 * @param offered how many deliveries these asked for: one per event and matching subscription
 * @param delivered how many ended with a handler that returned normally
 * @param filtered how many ended because the subscription's filter did not want them
 * @param failed how many tries ended with a failure; one delivery may fail several times
 * @param retried how many tries were made after a failure
 * @param parked how many deliveries are dead letters now
 * @param dropped how many deliveries were given up, by reason
 * @param queued how many deliveries wait in a mailbox or are being made
 * @param subscriptions how many subscriptions there are
 * @param eventTypes how many event types have a subscription by their exact name
 * @param quarantined how many subscriptions are in quarantine
 * @param holding how many subscriptions hold because something they need is away
 */
public record EventBusStats(
        boolean running,
        long published,
        long offered,
        long delivered,
        long filtered,
        long failed,
        long retried,
        long parked,
        Map<String, Long> dropped,
        long queued,
        int subscriptions,
        int eventTypes,
        int quarantined,
        int holding) {

    public EventBusStats {
        dropped = Map.copyOf(dropped);
    }

    /** How many deliveries were given up, for whatever reason. */
    public long totalDropped() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
