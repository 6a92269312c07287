package io.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

    @ParameterizedTest
    @CsvSource({
        "vm.started, vm.started, true",
        "vm.started, vm.Started, false",
        "vm.started, vm.started.now, false",
        "vm.started, vm, false",
        "*, anything, true",
        "*, a.b/c, true",
        "vm.*, vm.started, true",
        "vm.*, vm.lifecycle.gone, true",
        "vm.*, vm, false",
        "vm.*, vm., false",
        "vm.*, vmx.started, false",
        "vm/*, vm/42/started, true",
        "vm/*, vm.42, false",
        "vm.+.started, vm.42.started, true",
        "vm.+.started, vm.started, false",
        "vm.+.started, vm.a.b.started, false",
        "vm.+.started, vm..started, false",
        "+, vm, true",
        "+, vm.started, false",
        "+/started, vm/started, true",
        "vm.+, vm.started, true",
        "vm.+.*, vm.42.x.y, true",
        "vm.+.*, vm.42, false",
    })
    void matchesAsItsRulesSay(String pattern, String type, boolean expected) {
        assertThat(new EventPattern(pattern).matches(type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vm*", "*.vm", "v*m", "vm.**", "vm.a+", "vm.+a", "++", "**"})
    void refusesMalformedText(String text) {
        assertThatThrownBy(() -> new EventPattern(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextThatIsTooLongWithoutRepeatingIt() {
        assertThatThrownBy(() -> new EventPattern("x".repeat(2_000)))
                .hasMessage("event pattern must be at most 1024 characters, was 2000");
    }
}
