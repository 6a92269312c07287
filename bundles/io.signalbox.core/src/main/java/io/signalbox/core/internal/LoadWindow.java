package io.signalbox.core.internal;

import io.signalbox.api.spi.QueueLoad;
import java.util.Arrays;

/** What one reader has seen of a {@link LoadMeter} since its last look. */
final class LoadWindow {
    private static final int STEPS = 8; // a factor of two in so many steps, so a p99 is right within an eighth
    private static final int BUCKETS = 64 * STEPS;

    private final LoadMeter meter;
    private final long[] waits = new long[BUCKETS]; // guarded by this, so too the rest
    private long samples;
    private long lookedAt;
    private long handledBefore;
    private long busyBefore;

    LoadWindow(LoadMeter meter) {
        this.meter = meter;
        lookedAt = meter.now();
        handledBefore = meter.handled();
        busyBefore = meter.busyNanos();
    }

    /** A sampled event waited so long. */
    synchronized void waited(long nanos) {
        waits[bucket(nanos)]++;
        samples++;
    }

    /** What was measured since the last look. */
    QueueLoad look(int waiting) {
        long age = meter.age();
        synchronized (this) {
            long now = meter.now();
            long handled = meter.handled();
            long busy = meter.busyNanos();
            QueueLoad load =
                    new QueueLoad(now - lookedAt, handled - handledBefore, busy - busyBefore, waiting, age, p99());
            lookedAt = now;
            handledBefore = handled;
            busyBefore = busy;
            Arrays.fill(waits, 0);
            samples = 0;
            return load;
        }
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

    /** Measures no longer. */
    void close() {
        meter.close(this);
    }
}
