package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String PID = "io.signalbox.source.qmp~web";
    private static final DialOutSettings IN_FORCE =
            new DialOutSettings("/run/web.sock", "web", Duration.ofMillis(50), Duration.ofSeconds(1), Limits.DEFAULT);
    private final List<String> refusals = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name                    | a/b    | name must be 0..64 letters, digits, dots or dashes, was 'a/b'
            socket                  | ''     | socket must be a path of 1..107 characters, was ''
            backoff.least.millis    | -5     | backoff.least.millis must be 10..60000 ms, was '-5'
            backoff.most.millis     | 40     | backoff.most.millis must be 50..600000 ms (backoff.least.millis), was '40'
            greeting.timeout.millis | 0      | greeting.timeout.millis must be 10..600000 ms, was '0'
            queue.capacity          | 3      | queue.capacity must be 16..1048576, was '3'
            line.bytes              | many   | line.bytes must be 1024..67108864, was 'many'
            """)
    void badValuesAreRefusedByPidKeyRangeAndValueAndTheOldOnesStay(String key, String value, String refusal) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "socket", "/run/web.sock", "name", "web", "backoff.least.millis", "50", "backoff.most.millis", "1000"));
        properties.put(key, value);

        assertThat(DialOutSettings.read(PID, properties, IN_FORCE, refusals::add))
                .isEqualTo(IN_FORCE);
        assertThat(refusals).containsExactly(PID + ": " + refusal);
    }

    @Test
    void aListIsNoPath() {
        Map<String, Object> properties =
                Map.of("socket", new String[] {"/a", "/b"}, "backoff.least.millis", List.of(1));

        assertThat(DialOutSettings.read(PID, properties, IN_FORCE, refusals::add)
                        .socket())
                .isEqualTo(IN_FORCE.socket());
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal).startsWith(PID + ": "));
    }

    @Test
    void anUnknownKeyIsNamed() {
        DialOutSettings.read(PID, Map.of("sockets", "/x", "service.factoryPid", "p"), IN_FORCE, refusals::add);

        assertThat(refusals).singleElement().asString().startsWith(PID + ": 'sockets' is unknown; known are [backoff");
    }

    @Test
    void theListenerHasItsOwnKeys() {
        ListenSettings settings = ListenSettings.read(
                Map.of("socket", "/run/bus.sock", "connections", 3, "reply.timeout.millis", "100"),
                ListenSettings.DEFAULT,
                refusals::add);

        assertThat(settings.socket()).isEqualTo("/run/bus.sock");
        assertThat(settings.connections()).isEqualTo(3);
        assertThat(settings.limits().replyTimeout()).isEqualTo(Duration.ofMillis(100));
        assertThat(refusals).isEmpty();
    }

    @Test
    void withoutANameAConfigurationIsCalledByItsSocket() {
        DialOutSettings settings =
                DialOutSettings.read(PID, Map.of("socket", "/run/a.sock"), DialOutSettings.DEFAULT, refusals::add);

        assertThat(settings.label()).isEqualTo("a.sock");
    }
}
