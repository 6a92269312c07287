package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTailSettingsTest {
    private static final ConsoleTailSettings IN_FORCE = new ConsoleTailSettings(List.of(new EventPattern("old")), 7);

    private final List<String> refusals = new ArrayList<>();

    @Test
    void readsPatternsAndLines() {
        assertThat(read(Map.of("tail.types", "vm.*, jvm.gc", "tail.lines", " 5 ", "service.pid", "x")))
                .isEqualTo(new ConsoleTailSettings(List.of(new EventPattern("vm.*"), new EventPattern("jvm.gc")), 5));
        assertThat(refusals).isEmpty();
    }

    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(read(Map.of())).isEqualTo(ConsoleTailSettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *  | -1          | tail.lines must be 0..1000000000, was '-1'
            *  | many        | tail.lines must be 0..1000000000, was 'many'
            *  | 99999999999 | tail.lines must be 0..1000000000, was '99999999999'
            v* | 1           | tail.types must be 1..1000 patterns, was 'v*'
            """)
    void aBadValueIsRefusedByPidKeyRangeAndValueAndTheOneInForceStays(String types, String lines, String told) {
        ConsoleTailSettings read = read(Map.of("tail.types", types, "tail.lines", lines));

        assertThat(refusals).containsExactly("io.signalbox.shell: " + told);
        assertThat(told.startsWith("tail.lines") ? read.lines() : read.types())
                .isEqualTo(told.startsWith("tail.lines") ? IN_FORCE.lines() : IN_FORCE.types());
    }

    private ConsoleTailSettings read(Map<String, ?> properties) {
        return ConsoleTailSettings.read(properties, IN_FORCE, refusals::add);
    }
}
