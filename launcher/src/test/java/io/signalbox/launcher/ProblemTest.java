package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void theInnermostCauseIsAdded() {
        Throwable failure = new RuntimeException("outer", new RuntimeException("middle", new IOException("disk full")));

        assertThat(Problem.of(failure)).isEqualTo("outer: disk full");
    }

    @Test
    void nothingIsSaidTwice() {
        assertThat(Problem.of(new RuntimeException(new IOException("disk full"))))
                .isEqualTo("java.io.IOException: disk full");
    }

    @Test
    void aFailureWithoutAMessageIsNamed() {
        assertThat(Problem.of(new StackOverflowError())).isEqualTo("StackOverflowError");
    }

    @Test
    void itIsOneLine() {
        assertThat(Problem.of(new IOException("a\n  b\r\nc"))).isEqualTo("a b c");
    }
}
