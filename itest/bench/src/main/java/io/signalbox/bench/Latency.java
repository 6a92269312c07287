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

    private Latency() {}

    /** Measures a candidate by its name after so many milliseconds for so many more, and prints its percentiles. */
    public static void main(String[] args) {
        long warmUpNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        long measuredNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2]));
        Pace pace = Pace.of(EVENTS_PER_SECOND, warmUpNanos + measuredNanos);
        Lateness lateness = new Lateness(pace.startNanos() + warmUpNanos);
        try (AsyncBus bus = Candidates.async(args[0], List.of(lateness), 1)) {
            pace.run(bus, new Histogram(3));
            lateness.awaitEventsDueBefore(pace.endNanos() - pace.gapNanos());
        }
        System.out.println(Percentiles.line(lateness.nanos()));
        System.exit(0);
    }
}
