package io.signalbox.processor.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSettingsTest {

    private static BatchSettings read(Settings settings) {
        return BatchSettings.read(settings, BatchSettings.DEFAULT);
    }

    @Test
    void whatIsSetActs() {
        // given
        Settings settings = new Settings(
                BatchSettings.PID,
                Map.of(
                        "batch.size", "64",
                        "batch.size.min", 1,
                        "batch.size.max", 64L,
                        "batch.interval.millis", "5",
                        "adaptive.batching", "false",
                        "tuning.strategy", "threshold",
                        "worker.threads", "3",
                        "max.threads", "7"));

        // when
        BatchSettings read = read(settings);

        // then
        assertThat(settings.refusals()).isEmpty();
        assertThat(read.batch().minBatchSize()).isEqualTo(1);
        assertThat(read.batch().defaultBatchSize()).isEqualTo(64);
        assertThat(read.batch().maxBatchSize()).isEqualTo(64);
        assertThat(read.batch().batchInterval().toMillis()).isEqualTo(5);
        assertThat(read.batch().adaptiveBatching()).isFalse();
        assertThat(read.strategy()).isEqualTo("threshold");
        assertThat(read.workerThreads()).isEqualTo(3);
        assertThat(read.maxThreads()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch.size | 0 | must be 1..1048576",
                "batch.size | 2000 | must be batch.size.min..batch.size.max, 10..1000",
                "batch.interval.millis | 0 | must be 1..60000 ms",
                "tuning.strategy | a b | must be 1..100 characters without blanks",
                "max.threads | 0 | must be 1..32768"
            })
    void whatDoesNotFitIsRefusedByNameAndChangesNothing(String key, String value, String rule) {
        // given
        Settings settings = new Settings(BatchSettings.PID, Map.of(key, value));

        // when
        BatchSettings read = read(settings);

        // then
        assertThat(settings.refusals())
                .containsExactly("io.signalbox.processor.batch: " + key + " " + rule + ", was '" + value + "'");
        assertThat(read.batch().defaultBatchSize()).isEqualTo(100);
    }
}
