package io.signalbox.filter.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a number of events pass in each span of time, and as many at once after a quiet span. Full at first. Safe for any
 * thread; takes no lock.
 *
 * <p>Kept as the virtual scheduling algorithm of ITU-T I.371 (2004), annex A: one number, the time at which the bucket
 * would be full again. It moves on by one interval with each event that passes; an event passes unless that time is then
 * more than the bucket's whole content ahead.
 */
final class TokenBucket {
    private final LongSupplier nanoClock;
    private final long start;
    private final long interval;
    private final long content;
    private final AtomicLong fullAt = new AtomicLong(); // nanoseconds since start

    /**
     * @param events how many may pass in {@code spanNanos}, 1 to {@code spanNanos}
     * @param nanoClock as {@link System#nanoTime}
     */
    TokenBucket(long events, long spanNanos, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        start = nanoClock.getAsLong();
        interval = Math.max(1, (spanNanos + events - 1) / events);
        content = interval * events;
    }

    /** Takes one token; false if there is none. */
    boolean take() {
        long now = nanoClock.getAsLong() - start;
        while (true) {
            long full = fullAt.get();
            long next = Math.max(full, now) + interval;
            if (next - now > content) {
                return false;
            }
            if (fullAt.compareAndSet(full, next)) {
                return true;
            }
        }
    }
}
