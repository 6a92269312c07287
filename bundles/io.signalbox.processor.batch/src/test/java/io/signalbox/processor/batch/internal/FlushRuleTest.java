package io.signalbox.processor.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlushRuleTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long INTERVAL = 10 * MS;

    private final FlushRule rule = new FlushRule(-INTERVAL);

    /** Also when nanoTime wraps: it may begin anywhere. */
    @ParameterizedTest
    @CsvSource({"0", "9223372036854775807", "-9223372036854775808"})
    void theFirstEventGoesAtOnceAndTheNextAfterAnInterval(long start) {
        // given
        FlushRule wrapped = new FlushRule(start - INTERVAL);
        assertThat(wrapped.due(1, 100, INTERVAL, start)).isTrue();

        // when
        wrapped.flushed(1, start);

        // then
        assertThat(wrapped.due(1, 100, INTERVAL, start + INTERVAL - 1)).isFalse();
        assertThat(wrapped.due(1, 100, INTERVAL, start + INTERVAL)).isTrue();
    }

    @Test
    void aFullBatchDoesNotWait() {
        rule.flushed(100, 0);

        assertThat(rule.due(99, 100, INTERVAL, 1)).isFalse();
        assertThat(rule.due(100, 100, INTERVAL, 1)).isTrue();
    }

    @Test
    void afterAnIdleGapTheFirstEventGoesAtOnceAgain() {
        rule.flushed(100, 0);

        assertThat(rule.due(1, 100, INTERVAL, 50 * MS)).isTrue();
    }

    @Test
    void theRestOfABurstGoesWhenNothingMoreComes() {
        // given: 1 event each 100 µs, 40 of the next batch are there
        long gap = MS / 10;
        rule.flushed(100, 0);
        assertThat(rule.due(40, 100, INTERVAL, 4 * MS)).isFalse();

        // when
        boolean soon = rule.due(40, 100, INTERVAL, 4 * MS + 7 * gap);
        boolean later = rule.due(40, 100, INTERVAL, 4 * MS + 8 * gap);

        // then
        assertThat(soon).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void aTrickleIsNotTakenForABurst() {
        // given: 1 event each 5 ms
        rule.flushed(2, 0);
        assertThat(rule.due(1, 100, INTERVAL, MS)).isFalse();

        // when
        boolean due = rule.due(1, 100, INTERVAL, 9 * MS);

        // then
        assertThat(due).isFalse();
    }

    @Test
    void aLookComesWhenTheBatchShouldBeFull() {
        // given: 1 event each 10 µs
        rule.flushed(1_000, 0);

        // when
        long look = Looks.next(rule, 50, INTERVAL, MS);

        // then
        assertThat(look - MS).isEqualTo(TimeUnit.MICROSECONDS.toNanos(500));
    }

    @Test
    void looksAreNeitherTooManyNorAfterTheBatchIsDue() {
        rule.flushed(1, 0);

        assertThat(Looks.next(rule, 99, INTERVAL, 0)).isEqualTo(INTERVAL / 4);
        assertThat(Looks.next(rule, 99, INTERVAL, 9 * MS)).isEqualTo(INTERVAL);
        rule.flushed(1_000_000, MS);
        assertThat(Looks.next(rule, 1, INTERVAL, MS) - MS).isEqualTo(Looks.SHORTEST_NANOS);
    }
}
