package io.signalbox.vm.source;

/**
 * What became of the events of one feed: {@code offered = published + refused + failed + dropped + queued}, but for one
 * that is just being published; gaps come on top of what is published, refused, failed or queued.
 *
 * @param offered what the reader brought
 * @param published what the bus took
 * @param refused what the bus did not take because it was stopped
 * @param failed what the bus did not take for another reason
 * @param dropped what did not fit into the queue, or was left in it when the feed was closed
 * @param gaps how many reports of dropped events were made
 * @param queued what waits now
 */
public record FeedCounts(
        long offered, long published, long refused, long failed, long dropped, long gaps, int queued) {}
