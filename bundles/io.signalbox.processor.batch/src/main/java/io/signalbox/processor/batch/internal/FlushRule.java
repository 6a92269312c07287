package io.signalbox.processor.batch.internal;

/**
 * When the next batch of one mailbox goes: as soon as it is full, or an interval after the batch before it ended. So
 * the first event after an idle time goes at once, as in the old asynchronous bus. Unlike there it goes as well when the
 * flow has stopped: nothing came for {@value #STOPPED_GAPS} times as long as from one event to the next before, so the
 * rest of a burst does not wait for what does not come. Used by the thread that serves the mailbox; all times are of
 * {@link System#nanoTime}.
 */
final class FlushRule {
    private static final int STOPPED_GAPS = 8; // of events that come at random one in 3,000 is that late

    private long flushedNanos;
    private int seen; // waiting events at the last look
    private long grownNanos; // when there were more than at the look before
    private long gapNanos = Long.MAX_VALUE; // from one event to the next, in the last round

    /** @param idleSince when the interval of the first batch began; long ago, so that it goes at once */
    FlushRule(long idleSince) {
        flushedNanos = idleSince;
    }

    /** Whether a batch goes now. */
    boolean due(int waiting, int size, long intervalNanos, long now) {
        if (waiting != seen) {
            seen = waiting;
            grownNanos = now;
        }
        return waiting >= size || now - flushedNanos >= intervalNanos || waiting > 0 && stopped(now - grownNanos);
    }

    private boolean stopped(long sinceGrown) {
        return sinceGrown >= Looks.SHORTEST_NANOS && sinceGrown / STOPPED_GAPS >= gapNanos;
    }

    /** When the batch goes, full or not. */
    long dueAt(long intervalNanos) {
        return flushedNanos + intervalNanos;
    }

    /** How long it takes until {@code missing} more events have come, if they come as in the last round. */
    long nanosUntil(int missing) {
        return gapNanos > Long.MAX_VALUE / Math.max(1, missing) ? Long.MAX_VALUE : gapNanos * missing;
    }

    /** A batch of so many events has ended. */
    void flushed(int events, long now) {
        gapNanos = events == 0 ? Long.MAX_VALUE : Math.max(1, (now - flushedNanos) / events);
        flushedNanos = now;
        seen = 0;
    }
}
