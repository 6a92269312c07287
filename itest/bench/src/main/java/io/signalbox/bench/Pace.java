package io.signalbox.bench;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.BenchEvent;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Publishes at a steady rate. An event that is late because the one before it was held up is still due at its own time.
 *
 * @param startNanos when the first event is due
 * @param endNanos when no more event is due
 * @param gapNanos the time between two events
 */
record Pace(long startNanos, long endNanos, long gapNanos) {
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Starts in a moment and lasts for {@code nanos}. */
    static Pace of(int eventsPerSecond, long nanos) {
        long start = System.nanoTime() + SETTLE_NANOS;
        return new Pace(start, start + nanos, TimeUnit.SECONDS.toNanos(1) / eventsPerSecond);
    }

    /** Publishes all, recording in {@code publishers} how long after it was due each publish returned. */
    void run(AsyncBus bus, Histogram publishers) {
        for (long due = startNanos; due < endNanos; due += gapNanos) {
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            bus.publish(new BenchEvent(BenchEvent.MEASURED, 0, due));
            publishers.recordValue(Math.max(0, System.nanoTime() - due));
        }
    }
}
