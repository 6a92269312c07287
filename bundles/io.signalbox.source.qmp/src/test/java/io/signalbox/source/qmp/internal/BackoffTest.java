package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMillis(350);

    @Test
    void waitsDoubleUpToTheBoundAndAreShortAgainAfterASuccess() {
        Backoff backoff = new Backoff(() -> 0);

        assertThat(backoff.next(LEAST, MOST)).hasMillis(100);
        assertThat(backoff.next(LEAST, MOST)).hasMillis(200);
        assertThat(backoff.next(LEAST, MOST)).hasMillis(350);
        assertThat(backoff.next(LEAST, MOST)).hasMillis(350);
        backoff.reset();
        assertThat(backoff.next(LEAST, MOST)).hasMillis(100);
    }

    @Test
    void chanceTakesUpToAHalf() {
        assertThat(new Backoff(() -> 0.5).next(LEAST, MOST)).hasMillis(75);
    }

    @Test
    void manyFailuresDoNotOverflow() {
        Backoff backoff = new Backoff(() -> 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.next(LEAST, MOST)).isPositive().isLessThanOrEqualTo(MOST);
        }
    }
}
