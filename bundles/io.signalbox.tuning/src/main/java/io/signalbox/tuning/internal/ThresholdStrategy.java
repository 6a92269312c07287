package io.signalbox.tuning.internal;

import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import java.time.Duration;
import java.util.Locale;

/**
 * The old asynchronous bus's rule: above 10,000 events a second twice the base size (at most 1,000) and half the base
 * interval; below 1,000 half the base size (at least 10) and twice the base interval; between them, both bounds
 * included, the base. Always from the base, never from what is in force. Without state; safe for any thread.
 */
final class ThresholdStrategy implements TuningStrategy {
    private static final double FAST = 10_000;
    private static final double SLOW = 1_000;
    private static final int MOST_EVENTS = 1_000;
    private static final int LEAST_EVENTS = 10;

    @Override
    public String name() {
        return "threshold";
    }

    @Override
    public TuningRecommendation tune(PerformanceMetrics metrics) {
        int base = metrics.baseBatchSize();
        Duration interval = metrics.baseInterval();
        double rate = metrics.eventsPerSecond();
        if (rate > FAST) {
            return towards(metrics, Math.min(base * 2L, MOST_EVENTS), interval.dividedBy(2), "above 10,000/s");
        }
        if (rate < SLOW) {
            return towards(metrics, Math.max(base / 2, LEAST_EVENTS), interval.multipliedBy(2), "below 1,000/s");
        }
        return towards(metrics, base, interval, "1,000 to 10,000/s");
    }

    private static TuningRecommendation towards(PerformanceMetrics metrics, long size, Duration interval, String why) {
        return new TuningRecommendation(
                share(size, metrics.batchSize()),
                share(interval.toNanos(), metrics.interval().toNanos()),
                0,
                String.format(Locale.ROOT, "%,.0f/s is %s", metrics.eventsPerSecond(), why));
    }

    private static double share(double wanted, double inForce) {
        return inForce <= 0 ? 0 : wanted / inForce - 1;
    }
}
