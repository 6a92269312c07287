package io.signalbox.core.internal;

import io.signalbox.api.spi.QueueLoad;

/**
 * Measures one mailbox for a processor that wants to know. Publishers mark a moment and a place in the queue, one at a
 * time; when the owner has come past the place it knows how long an event waited. Costs a publisher one look while a
 * mark is out, the owner two readings of the clock a turn.
 */
final class LoadMeter {
    private static final int STEPS = 8; // a factor of two in so many steps, so a p99 is right within an eighth
    private static final int BUCKETS = 64 * STEPS;

    private volatile long markNanos; // 0 for no mark; written under this
    private long markPosition; // written before markNanos, read after it
    private final long[] waits = new long[BUCKETS]; // guarded by this
    private long samples; // guarded by this
    private volatile long handled; // by the owner, so too the next
    private volatile long busyNanos;
    private long lookedAt = System.nanoTime(); // by the one who looks, so too the next two
    private long handledBefore;
    private long busyBefore;

    /** An event was accepted; by publishers. */
    void accepted(Lane lane) {
        if (markNanos == 0) {
            mark(lane);
        }
    }

    private synchronized void mark(Lane lane) {
        if (markNanos == 0) {
            markPosition = lane.accepted();
            long now = System.nanoTime();
            markNanos = now == 0 ? 1 : now;
        }
    }

    /** A turn of {@code events} has ended; by the owner. */
    void turn(long startNanos, int events, Lane lane) {
        long now = System.nanoTime();
        handled += events;
        busyNanos += now - startNanos;
        long mark = markNanos;
        if (mark != 0 && lane.handedOut() >= markPosition) {
            sample(now - mark);
        }
    }

    private synchronized void sample(long nanos) {
        waits[bucket(nanos)]++;
        samples++;
        markNanos = 0;
    }

    private static int bucket(long nanos) {
        long value = Math.max(STEPS, nanos);
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        int step = (int) (value >>> exponent - 3) & STEPS - 1;
        return exponent * STEPS + step;
    }

    private static long upperEnd(int bucket) {
        int exponent = bucket / STEPS;
        return (1L << exponent) + (bucket % STEPS + 1L) * (1L << exponent - 3);
    }

    /** What was measured since the last look. */
    synchronized QueueLoad look(int waiting) {
        long now = System.nanoTime();
        long handledNow = handled;
        long busyNow = busyNanos;
        long mark = markNanos;
        QueueLoad load = new QueueLoad(
                now - lookedAt,
                handledNow - handledBefore,
                busyNow - busyBefore,
                waiting,
                mark == 0 ? 0 : Math.max(0, now - mark),
                p99());
        lookedAt = now;
        handledBefore = handledNow;
        busyBefore = busyNow;
        java.util.Arrays.fill(waits, 0);
        samples = 0;
        return load;
    }

    private long p99() {
        long beyond = samples / 100;
        for (int bucket = BUCKETS - 1; bucket >= 0 && samples > 0; bucket--) {
            beyond -= waits[bucket];
            if (beyond < 0) {
                return upperEnd(bucket);
            }
        }
        return 0;
    }
}
