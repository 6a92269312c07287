package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link TuningStrategy} keeps. A strategy joins by a subclass that makes one. */
public abstract class TuningStrategyContract {
    private static final int TRIES = 20_000;

    /** A new strategy. */
    protected abstract TuningStrategy create();

    /** Measurements of a subscription to which nothing happens, at the usual values. */
    protected static PerformanceMetrics quiet() {
        return new PerformanceMetrics(
                "quiet",
                0,
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                100,
                Duration.ofMillis(10),
                2,
                100,
                Duration.ofMillis(10));
    }

    @Test
    void hasOneNameOnly() {
        TuningStrategy strategy = create();

        assertThat(strategy.name()).isNotBlank().isEqualTo(strategy.name());
    }

    @Test
    void answersWhateverWasMeasured() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TuningStrategy strategy = create();
        for (int i = 0; i < TRIES; i++) {
            PerformanceMetrics metrics = any(random);

            TuningRecommendation answer = strategy.tune(metrics);

            assertThat(answer).describedAs("seed %d, %s", seed, metrics).isNotNull();
            boolean changes = answer.batchSizeAdjustment() != 0
                    || answer.intervalAdjustment() != 0
                    || answer.workerCountAdjustment() != 0;
            assertThat(changes && answer.reason().isBlank())
                    .describedAs("changes without a reason; seed %d, %s", seed, metrics)
                    .isFalse();
        }
    }

    @Test
    void anotherSubscriptionsMeasurementsChangeNoAnswer() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TuningStrategy strategy = create();
        TuningRecommendation alone = create().tune(quiet());
        for (int i = 0; i < TRIES; i++) {
            strategy.tune(any(random));
        }

        assertThat(strategy.tune(quiet())).describedAs("seed %d", seed).isEqualTo(alone);
    }

    private static PerformanceMetrics any(Random random) {
        return new PerformanceMetrics(
                "any" + random.nextInt(10),
                magnitude(random),
                Duration.ofNanos((long) magnitude(random)),
                Duration.ofNanos((long) magnitude(random)),
                random.nextInt(1 << 20),
                Duration.ofNanos((long) magnitude(random)),
                1 + random.nextInt(10_000),
                Duration.ofNanos(1 + (long) magnitude(random)),
                1 + random.nextInt(64),
                1 + random.nextInt(10_000),
                Duration.ofNanos(1 + (long) magnitude(random)));
    }

    /** Any size from nothing to a trillion, as often small as large. */
    private static double magnitude(Random random) {
        return random.nextInt(8) == 0 ? 0 : Math.pow(10, random.nextDouble() * 12);
    }
}
