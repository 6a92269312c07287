package io.signalbox.bench;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.bench.candidate.Candidates;
import io.signalbox.bench.candidate.Lateness;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How late events are handled at a steady rate, from the time each was due, so that a publisher that was held up counts
 * too. One run is one JVM: {@code Latency candidate seconds} prints its percentiles.
 */
public final class Latency {
    private static final int EVENTS_PER_SECOND = 100_000;
    private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SETTLE_MILLIS = 200;

    private Latency() {}

    public static void main(String[] args) throws InterruptedException {
        Histogram nanos = run(args[0], TimeUnit.SECONDS.toNanos(Long.parseLong(args[1])));
        System.out.println(line(nanos));
    }

    /** Publishes for the warm-up and {@code measuredNanos} more, and returns how late the measured events were. */
    static Histogram run(String candidate, long measuredNanos) throws InterruptedException {
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
        Lateness lateness = new Lateness(start + WARM_UP_NANOS);
        try (AsyncBus bus = Candidates.async(candidate, List.of(lateness), 1)) {
            long end = start + WARM_UP_NANOS + measuredNanos;
            for (long due = start; due < end; due += GAP_NANOS) {
                while (System.nanoTime() < due) {
                    Thread.onSpinWait();
                }
                bus.publish(new BenchEvent(BenchEvent.MEASURED, 0, due));
            }
            Thread.sleep(SETTLE_MILLIS);
        }
        return lateness.nanos();
    }

    /** The percentiles in microseconds: p50, p99, p99.9, and how many events they stand for. */
    static String line(Histogram nanos) {
        return String.format(
                Locale.ROOT,
                "%.1f %.1f %.1f %d",
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getValueAtPercentile(99.9) / 1e3,
                nanos.getTotalCount());
    }
}
