package io.signalbox.bench;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What is printed of a histogram of nanoseconds: percentiles in microseconds. */
final class Percentiles {
    static final List<String> NAMES = List.of("p50", "p99", "p99.9");

    private static final double NANOS_PER_MICRO = 1e3;

    private Percentiles() {}

    /** The percentiles of {@link #NAMES}, separated by spaces. */
    static String line(Histogram nanos) {
        return String.format(Locale.ROOT, "%.1f %.1f %.1f", micros(nanos, 50), micros(nanos, 99), micros(nanos, 99.9));
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }
}
