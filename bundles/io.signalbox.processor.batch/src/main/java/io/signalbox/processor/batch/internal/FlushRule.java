package io.signalbox.processor.batch.internal;

/**
 * When the next batch of one mailbox goes: as soon as it is full, or an interval after the batch before it ended. So
 * the first event after an idle time goes at once, as in the old asynchronous bus. Used by the thread that serves the
 * mailbox; all times are of {@link System#nanoTime}.
 */
final class FlushRule {
    private long flushedNanos;
    private long gapNanos = Long.MAX_VALUE; // from one event to the next, in the last round

    /** @param idleSince when the interval of the first batch began; long ago, so that it goes at once */
    FlushRule(long idleSince) {
        flushedNanos = idleSince;
    }

    /** Whether a batch goes now. */
    boolean due(int waiting, int size, long intervalNanos, long now) {
        return waiting >= size || now - flushedNanos >= intervalNanos;
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
    }
}
