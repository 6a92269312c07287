package io.signalbox.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import io.signalbox.api.spi.TuningStrategyContract;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmartBatchingStrategyTest extends TuningStrategyContract {
    private static final int TWO_SECONDS = 20;
    private static final long TARGET_MILLIS =
            SmartSettings.DEFAULT.targetLatency().toMillis();

    @Override
    protected TuningStrategy create() {
        return new SmartBatchingStrategy(SmartSettings.DEFAULT);
    }

    /** A handler's costs are such that its load fits, if its batches do. */
    @ParameterizedTest
    @CsvSource({
        // from, to, µs for a call, µs for an event
        "1000, 100000, 1000, 5",
        "100000, 1000, 1000, 5",
        "100, 50000, 5000, 2",
        "50000, 100, 5000, 2",
        "500, 20000, 300, 10",
        "20000, 500, 300, 10",
        "2000, 200000, 100, 2"
    })
    void afterAStepInLoadItIsInTimeWithinTwoSecondsAndKeepsStill(
            double before, double after, double callMicros, double eventMicros) {
        for (int run = 0; run < 20; run++) {
            long seed = System.nanoTime();
            String which = "seed " + seed + ": " + before + " to " + after + "/s";
            SimulatedBatches batches =
                    new SimulatedBatches(create(), new Random(seed), callMicros * 1e3, eventMicros * 1e3);
            batches.run(TWO_SECONDS, before);

            // when
            batches.run(TWO_SECONDS, after);

            // then
            int changes = 0;
            int late = 0;
            for (int look = 0; look < TWO_SECONDS; look++) {
                int size = batches.size();
                double interval = batches.intervalMillis();
                batches.run(1, after);
                changes += size != batches.size() || interval != batches.intervalMillis() ? 1 : 0;
                late += batches.last().p99Latency().toMillis() > TARGET_MILLIS ? 1 : 0;
            }
            assertThat(late).describedAs(which + ", looks that are late").isLessThanOrEqualTo(1);
            assertThat(changes).describedAs(which + ", changes afterwards").isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 100", "10, 1", "1000, 1", "10, 100"})
    void fromAnyBoundItIsInTimeWithinTwoSeconds(int size, double millis) {
        for (double rate : new double[] {200, 5_000, 100_000}) {
            // given
            long seed = System.nanoTime();
            SimulatedBatches batches = new SimulatedBatches(create(), new Random(seed), 200e3, 3e3);
            batches.force(size, millis);

            // when
            batches.run(TWO_SECONDS + 1, rate);

            // then
            assertThat(batches.last().p99Latency().toMillis())
                    .describedAs("seed %d, %s/s, from %d and %s ms", seed, rate, size, millis)
                    .isLessThanOrEqualTo(TARGET_MILLIS);
        }
    }

    @Test
    void withoutTuningTheSameLoadsAreLate() {
        // given
        TuningStrategy none = new TuningStrategy() {
            @Override
            public String name() {
                return "none";
            }

            @Override
            public TuningRecommendation tune(PerformanceMetrics metrics) {
                return TuningRecommendation.NONE;
            }
        };
        SimulatedBatches small = new SimulatedBatches(none, new Random(1), 200e3, 3e3);
        SimulatedBatches rare = new SimulatedBatches(none, new Random(1), 200e3, 3e3);
        small.force(10, 1);
        rare.force(1_000, 100);

        // when
        small.run(TWO_SECONDS, 100_000);
        rare.run(TWO_SECONDS, 5_000);

        // then
        assertThat(small.last().p99Latency().toMillis()).isGreaterThan(TARGET_MILLIS);
        assertThat(rare.last().p99Latency().toMillis()).isGreaterThan(TARGET_MILLIS);
    }

    @Test
    void aLoadThatNoBatchCanCarryLeavesTheBatchInItsBounds() {
        // given: 20 µs for each event is 50,000/s at most
        long seed = System.nanoTime();
        SimulatedBatches batches = new SimulatedBatches(create(), new Random(seed), 100e3, 20e3);

        // when
        batches.run(5 * TWO_SECONDS, 80_000);

        // then
        assertThat(batches.size()).describedAs("seed %d", seed).isBetween(500, 1_000);
    }

    @Test
    void settingsThatDoNotFitAreRefusedByName() {
        // given
        Settings settings = new Settings(
                SmartSettings.PID,
                Map.of("target.latency.millis", "0", "learning.rate", "2", "target.throughput", "50000"));

        // when
        SmartSettings read = SmartSettings.read(settings, SmartSettings.DEFAULT);

        // then
        assertThat(settings.refusals())
                .containsExactlyInAnyOrder(
                        "io.signalbox.tuning: target.latency.millis must be 1..60000 ms, was '0'",
                        "io.signalbox.tuning: learning.rate must be 0.01..1.0, was '2'");
        assertThat(read.targetThroughput()).isEqualTo(50_000);
        assertThat(read.learningRate()).isEqualTo(0.5);
    }
}
