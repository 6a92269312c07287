package io.signalbox.retry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicySettingsTest {
    private final List<String> refusals = new ArrayList<>();

    private PolicySettings read(PolicySettings inForce, Map<String, ?> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("service.pid", "io.signalbox.retry~mine");
        return PolicySettings.read(properties, inForce, refusals::add);
    }

    @Test
    void everyKeyIsRead() {
        PolicySettings read = read(
                Kind.EXPONENTIAL.defaults(),
                Map.ofEntries(
                        Map.entry("kind", "Circuit-Breaker"),
                        Map.entry("max.attempts", "0"),
                        Map.entry("base.millis", "10"),
                        Map.entry("cap.millis", "100"),
                        Map.entry("multiplier", "3"),
                        Map.entry("jitter", "0.5"),
                        Map.entry("max.elapsed.millis", "9000"),
                        Map.entry("retry.on", "java.io.IOException, a.B$C"),
                        Map.entry("give.up.on", "x.Y"),
                        Map.entry("failures", "2"),
                        Map.entry("open.millis", "500")));

        assertThat(refusals).isEmpty();
        assertThat(read)
                .isEqualTo(new PolicySettings(
                        "mine",
                        Kind.CIRCUIT_BREAKER,
                        0,
                        new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), 3, 0.5),
                        Duration.ofSeconds(9),
                        List.of("java.io.IOException", "a.B$C"),
                        List.of("x.Y"),
                        2,
                        Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsNotSetIsAsInTheReadyPolicyOfThatKind(Kind kind) {
        PolicySettings read = read(Kind.EXPONENTIAL.defaults(), Map.of("kind", kind.text(), "name", "other"));

        assertThat(refusals).isEmpty();
        assertThat(read.name()).isEqualTo("other");
        assertThat(read.backoff()).isEqualTo(kind.defaults().backoff());
        assertThat(read.maxAttempts()).isEqualTo(kind.defaults().maxAttempts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kind; sometimes; kind must be fixed, exponential or circuit-breaker, was 'sometimes'",
                "max.attempts; -1; max.attempts must be 0..1000000, was '-1'",
                "jitter; 1.5; jitter must be 0.0..1.0, was '1.5'",
                "multiplier; 0.5; multiplier must be 1.0..100.0, was '0.5'",
                "base.millis; 6000; base.millis must be 0..5000 ms (cap.millis), was '6000'",
                "retry.on; not a class; retry.on must be 1..100 names of classes, was 'not a class'",
                "failures; 5; 'failures' is unknown; known are [base.millis,",
            })
    void aBadValueIsRefusedByNameAndTheOldOneStays(String key, String value, String message) {
        PolicySettings inForce = read(Kind.EXPONENTIAL.defaults(), Map.of("max.attempts", "9"));

        Map<String, String> next = new HashMap<>(Map.of("max.attempts", "9"));
        next.put(key, value);
        PolicySettings read = read(inForce, next);

        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0)).startsWith("io.signalbox.retry-mine: " + message);
        assertThat(read).isEqualTo(inForce);
    }
}
