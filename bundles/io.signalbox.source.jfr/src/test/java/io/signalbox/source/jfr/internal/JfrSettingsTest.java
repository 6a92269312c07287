package io.signalbox.source.jfr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JfrSettingsTest {
    private final List<String> refusals = new ArrayList<>();

    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(read(Map.of("service.pid", JfrSettings.PID, "felix.fileinstall.filename", "x", "component.id", 3L)))
                .isEqualTo(JfrSettings.DEFAULT);
        assertThat(refusals).isEmpty();
    }

    @Test
    void goodValuesAreTakenAsTextOrNumber() {
        JfrSettings settings = read(Map.of(
                "kinds", "jdk.CPULoad, jdk.GarbageCollection",
                "period.millis", "500",
                "threshold.millis", 5,
                "allocations.per.second", 7L,
                "queue.capacity", "16"));

        assertThat(settings)
                .isEqualTo(new JfrSettings(
                        List.of("jdk.CPULoad", "jdk.GarbageCollection"),
                        Duration.ofMillis(500),
                        Duration.ofMillis(5),
                        7,
                        16));
        assertThat(refusals).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            period.millis          | -1       | period.millis must be 100..3600000 ms, was '-1'
            period.millis          | soon     | period.millis must be 100..3600000 ms, was 'soon'
            queue.capacity         | 15       | queue.capacity must be 16..1048576, was '15'
            queue.capacity         | 1e3      | queue.capacity must be 16..1048576, was '1e3'
            allocations.per.second | 99999999999999999999 | allocations.per.second must be 1..10000, was '99999999999999999999'
            threshold.milis        | 5        | 'threshold.milis' is unknown; known are [allocations.per.second, kinds, period.millis, queue.capacity, threshold.millis]
            """)
    void badValuesAreRefusedByPidKeyRangeAndValue(String key, String value, String refusal) {
        assertThat(read(Map.of(key, value))).isEqualTo(JfrSettings.DEFAULT);
        assertThat(refusals).containsExactly(JfrSettings.PID + ": " + refusal);
    }

    @Test
    void aKindThatIsNoNameIsRefusedAndNoKindsMeansTheLeanOnes() {
        assertThat(read(Map.of("kinds", "jdk.CPULoad, drop table")).kinds()).isEqualTo(Kinds.LEAN);
        assertThat(refusals)
                .singleElement()
                .asString()
                .startsWith(
                        JfrSettings.PID + ": kinds must be 1..100 names such as jdk.CPULoad, was 'jdk.CPULoad, drop");
        assertThat(read(Map.of("kinds", new String[0])).kinds()).isEqualTo(Kinds.LEAN);
    }

    @Test
    void aBadValueLeavesTheOneInForce() {
        JfrSettings inForce = read(Map.of("queue.capacity", "100"));

        JfrSettings next = JfrSettings.read(Map.of("queue.capacity", "many"), inForce, refusals::add);

        assertThat(next.queueCapacity()).isEqualTo(100);
    }

    @Test
    void aHugeValueIsRefusedWithoutBeingRepeated() {
        assertThat(read(Map.of("kinds", "a b".repeat(4_000_000)))).isEqualTo(JfrSettings.DEFAULT);
        assertThat(refusals).singleElement().asString().hasSizeLessThan(2_000).contains("(12000000 characters)");
    }

    private JfrSettings read(Map<String, ?> properties) {
        return JfrSettings.read(properties, JfrSettings.DEFAULT, refusals::add);
    }
}
