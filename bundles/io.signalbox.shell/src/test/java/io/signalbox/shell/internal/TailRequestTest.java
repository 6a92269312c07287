package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.EventPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailRequestTest {

    @Test
    void withoutArgumentsAllEventsAreShownWithoutEnd() {
        assertThat(TailRequest.parse()).isEqualTo(new TailRequest(new EventPattern("*"), Long.MAX_VALUE));
    }

    @Test
    void typeAndCountStandInAnyOrder() {
        TailRequest five = new TailRequest(new EventPattern("vm.*"), 5);

        assertThat(TailRequest.parse("-n", "5", "vm.*")).isEqualTo(five);
        assertThat(TailRequest.parse("vm.*", "-n", "5")).isEqualTo(five);
    }

    @Test
    void aTypeThatEndsInASeparatorMeansAllBelowIt() {
        assertThat(TailRequest.parse("vm.").pattern()).isEqualTo(new EventPattern("vm.*"));
        assertThat(TailRequest.parse("vm/a/").pattern()).isEqualTo(new EventPattern("vm/a/*"));
    }

    @ParameterizedTest
    @CsvSource({
        "-n, -n must be 1 or more events",
        "-n 0, was '0'",
        "-n x, was 'x'",
        "-x, '-x' is not understood",
        "a b, 'b' is not understood",
        "v*, '*' must follow"
    })
    void whatIsNotUnderstoodIsNamed(String arguments, String told) {
        assertThatThrownBy(() -> TailRequest.parse(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }
}
