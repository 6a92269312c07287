package io.signalbox.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import io.signalbox.api.spi.TuningStrategyContract;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdStrategyTest extends TuningStrategyContract {

    @Override
    protected TuningStrategy create() {
        return new ThresholdStrategy();
    }

    /** The table of the old bus, from each of the values that may be in force. */
    @ParameterizedTest
    @CsvSource({
        "10001, 100, 10, 200, 5",
        "10000, 100, 10, 100, 10",
        "1000, 100, 10, 100, 10",
        "999, 100, 10, 50, 20",
        "0, 100, 10, 50, 20",
        "10001, 800, 10, 1000, 5",
        "0, 12, 10, 10, 20"
    })
    void goesByTheRateAndAlwaysFromTheBase(double rate, int base, long baseMillis, int size, long millis) {
        for (int inForce : new int[] {10, 50, 100, 333, 1_000}) {
            // given
            PerformanceMetrics metrics = new PerformanceMetrics(
                    "q",
                    rate,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    Duration.ZERO,
                    inForce,
                    Duration.ofMillis(inForce),
                    1,
                    base,
                    Duration.ofMillis(baseMillis));

            // when
            TuningRecommendation answer = create().tune(metrics);

            // then
            assertThat(Math.round(inForce * (1 + answer.batchSizeAdjustment()))).isEqualTo(size);
            assertThat(Math.round(inForce * (1 + answer.intervalAdjustment()))).isEqualTo(millis);
        }
    }
}
