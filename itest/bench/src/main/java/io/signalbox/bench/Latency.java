package io.signalbox.bench;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.Candidates;
import io.signalbox.bench.candidate.Lateness;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How late events are handled at 100,000 a second, from the time each was due. */
public final class Latency {
    private static final int EVENTS_PER_SECOND = 100_000;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Latency() {}

    /** Measures the candidate {@code args[0]} for {@code args[1]} seconds and prints its percentiles. */
    public static void main(String[] args) {
        long measuredNanos = TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]));
        Pace pace = Pace.of(EVENTS_PER_SECOND, WARM_UP_NANOS + measuredNanos);
        Lateness lateness = new Lateness(pace.startNanos() + WARM_UP_NANOS);
        try (AsyncBus bus = Candidates.async(args[0], List.of(lateness), 1)) {
            pace.run(bus, new Histogram(3));
            lateness.awaitEventsDueBefore(pace.endNanos() - pace.gapNanos());
        }
        System.out.println(Percentiles.line(lateness.nanos()));
        System.exit(0);
    }
}
