package io.signalbox.source.jfr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final List<String> refusals = new ArrayList<>();

    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(read(Map.of("service.pid", Settings.PID, "felix.fileinstall.filename", "x", "component.id", 3L)))
                .isEqualTo(Settings.DEFAULT);
        assertThat(refusals).isEmpty();
    }

    @Test
    void goodValuesAreTakenAsTextOrNumber() {
        Settings settings = read(Map.of(
                "kinds", "jdk.CPULoad, jdk.GarbageCollection",
                "period.millis", "500",
                "threshold.millis", 5,
                "allocations.per.second", 7L,
                "queue.capacity", "16"));

        assertThat(settings)
                .isEqualTo(new Settings(
                        List.of("jdk.CPULoad", "jdk.GarbageCollection"),
                        Duration.ofMillis(500),
                        Duration.ofMillis(5),
                        7,
                        16));
        assertThat(refusals).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            period.millis          | -1       | period.millis must be 100..3600000, was '-1'; 1000 stays
            period.millis          | soon     | period.millis must be 100..3600000, was 'soon'; 1000 stays
            queue.capacity         | 15       | queue.capacity must be 16..1048576, was '15'; 8192 stays
            queue.capacity         | 1e3      | queue.capacity must be 16..1048576, was '1e3'; 8192 stays
            allocations.per.second | 99999999999999999999 | allocations.per.second must be 1..10000, was '99999999999999999999'; 10 stays
            threshold.milis        | 5        | threshold.milis is no setting; there are [allocations.per.second, kinds, period.millis, queue.capacity, threshold.millis]
            """)
    void badValuesAreRefusedByPidKeyRangeAndValue(String key, String value, String refusal) {
        assertThat(read(Map.of(key, value))).isEqualTo(Settings.DEFAULT);
        assertThat(refusals).containsExactly(Settings.PID + ": " + refusal);
    }

    @Test
    void aKindThatIsNoNameIsRefusedAndNoKindsMeansTheLeanOnes() {
        assertThat(read(Map.of("kinds", "jdk.CPULoad, drop table")).kinds()).isEqualTo(Kinds.LEAN);
        assertThat(refusals)
                .singleElement()
                .asString()
                .startsWith(Settings.PID + ": kinds must be 1..100 names such as jdk.CPULoad, was 'jdk.CPULoad, drop");
        assertThat(read(Map.of("kinds", new String[0])).kinds()).isEqualTo(Kinds.LEAN);
    }

    @Test
    void aBadValueLeavesTheOneInForce() {
        Settings inForce = read(Map.of("queue.capacity", "100"));

        Settings next = Settings.read(Map.of("queue.capacity", "many"), inForce, refusals::add);

        assertThat(next.queueCapacity()).isEqualTo(100);
    }

    @Test
    void aHugeValueIsRefusedWithoutBeingRepeated() {
        assertThat(read(Map.of("kinds", "a b".repeat(4_000_000)))).isEqualTo(Settings.DEFAULT);
        assertThat(refusals).singleElement().asString().hasSizeLessThan(2_000).contains("(12000000 characters)");
    }

    private Settings read(Map<String, ?> properties) {
        return Settings.read(properties, Settings.DEFAULT, refusals::add);
    }
}
