package io.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void absentKeysTakeTheirDefaultAndGivenOnesTheirValue() {
        // given
        Settings settings = new Settings("some.pid", Map.of("size", "7", "wait", 20L, "on", "TRUE", "how", "sync"));

        // then
        assertThat(settings.integer("size", 1, 10, 5, 6)).isEqualTo(7);
        assertThat(settings.millis("wait", 0, 100, Duration.ZERO, Duration.ZERO))
                .isEqualTo(Duration.ofMillis(20));
        assertThat(settings.flag("on", false, false)).isTrue();
        assertThat(settings.oneOf("how", List.of(ProcessingMode.values()), ProcessingMode.ASYNC, ProcessingMode.ASYNC))
                .isEqualTo(ProcessingMode.SYNC);
        assertThat(settings.integer("absent", 1, 10, 5, 6)).isEqualTo(5);
        assertThat(settings.refusals()).isEmpty();
    }

    @Test
    void aBadValueIsRefusedByPidKeyRangeAndValueAndTheOneInForceStays() {
        // given
        Settings settings = new Settings("some.pid", Map.of("size", "-3", "wait", "soon", "on", "maybe"));

        // then
        assertThat(settings.integer("size", 1, 10, 5, 6)).isEqualTo(6);
        assertThat(settings.millis("wait", 0, 100, Duration.ZERO, Duration.ofMillis(9)))
                .isEqualTo(Duration.ofMillis(9));
        assertThat(settings.flag("on", false, true)).isTrue();
        assertThat(settings.refusals())
                .containsExactly(
                        "some.pid: size must be 1..10, was '-3'",
                        "some.pid: wait must be 0..100 ms, was 'soon'",
                        "some.pid: on must be true or false, was 'maybe'");
    }

    @Test
    void unknownKeysAreNamedAndThoseOfTheContainerAreNot() {
        // given
        Settings settings = new Settings(
                "some.pid", Map.of("sise", "3", "service.pid", "some.pid", "felix.fileinstall.filename", "x"));

        // when
        settings.integer("size", 1, 10, 5, 5);

        // then
        assertThat(settings.refusals()).containsExactly("some.pid: 'sise' is unknown; known are [size]");
    }

    @Test
    void aHugeValueIsShownByItsBeginningOnly() {
        // given
        Settings settings = new Settings("some.pid", Map.of("size", "9".repeat(10_000_000)));

        // when
        settings.integer("size", 1, 10, 5, 5);

        // then
        assertThat(settings.refusals().get(0)).hasSizeLessThan(200).endsWith("(10000000 characters)");
    }
}
