package io.signalbox.processor.batch.internal;

import java.util.concurrent.TimeUnit;

/**
 * How often a batch that fills is looked at. A mailbox that is not at rest signals nobody, which spares publishers the
 * cost of waking a thread; in return a look comes when the batch should be full, but not before 100 µs (to wake a
 * thread takes about half of that) and at least four times in an interval, so that a sudden burst is not left waiting.
 */
final class Looks {
    static final int IN_INTERVAL = 4;
    static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private Looks() {}

    /** When to look again at a mailbox in which so many events are missing to a full batch. */
    static long next(FlushRule rule, int missing, long intervalNanos, long now) {
        long longest = Math.max(SHORTEST_NANOS, intervalNanos / IN_INTERVAL);
        long wait = Math.max(SHORTEST_NANOS, Math.min(longest, rule.nanosUntil(Math.max(1, missing))));
        long untilDue = rule.dueAt(intervalNanos) - now;
        return now + Math.min(wait, untilDue);
    }
}
