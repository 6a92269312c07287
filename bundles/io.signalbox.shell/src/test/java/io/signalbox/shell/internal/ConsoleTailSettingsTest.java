package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.EventPattern;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTailSettingsTest {

    @Test
    void readsPatternsAndLines() {
        assertThat(ConsoleTailSettings.from("vm.*, jvm.gc", " 5 ", Map.of("tail.lines", "5", "service.pid", "x")))
                .isEqualTo(new ConsoleTailSettings(List.of(new EventPattern("vm.*"), new EventPattern("jvm.gc")), 5));
    }

    @ParameterizedTest
    @CsvSource({
        "*, -1, 'tail.lines must be 0..1000000000, was ''-1'''",
        "*, many, 'tail.lines must be 0..1000000000, was ''many'''",
        "*, 99999999999, 'tail.lines must be 0..1000000000, was ''99999999999'''",
        "v*, 1, 'tail.types must be patterns parted by commas, was ''v*'''",
        "'', 1, 'tail.types must be patterns parted by commas, was '''''",
    })
    void aBadValueIsRefusedByPidKeyRangeAndValue(String types, String lines, String told) {
        assertThatThrownBy(() -> ConsoleTailSettings.from(types, lines, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.signalbox.shell: " + told);
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> ConsoleTailSettings.from("*", "1", Map.of("tail.line", "1")))
                .hasMessageStartingWith("io.signalbox.shell: tail.line is no setting");
    }

    @Test
    void aHugeValueIsNotRepeatedInFull() {
        assertThatThrownBy(() -> ConsoleTailSettings.from("*", "9".repeat(10_000_000), Map.of()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
