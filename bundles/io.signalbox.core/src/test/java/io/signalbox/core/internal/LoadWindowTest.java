package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadWindowTest {
    private final LoadMeter meter = new LoadMeter(() -> 0);
    private final LoadWindow window = meter.open();

    @ParameterizedTest
    @ValueSource(longs = {8, 9, 100, 1_023, 1_024, 1_025, 50_000, 1_000_000, 12_345_678_901L})
    void aWaitIsToldWithinAnEighth(long nanos) {
        // given
        window.waited(nanos);

        // when
        long p99 = window.look(0).p99Nanos();

        // then
        assertThat(p99).isBetween(nanos, nanos + nanos / 8 + 1);
    }

    @Test
    void theP99IsRightWithinAnEighthWhateverTheWaits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            // given
            int events = 1 + random.nextInt(1_000);
            long[] waits = random.longs(events, 8, 1L << 3 + random.nextInt(30) + 1)
                    .sorted()
                    .toArray();
            for (long wait : waits) {
                window.waited(wait);
            }

            // when
            long p99 = window.look(0).p99Nanos();

            // then
            long exact = waits[events - 1 - events / 100];
            assertThat(p99).describedAs("seed %d", seed).isBetween(exact, exact + exact / 8 + 1);
        }
    }

    @Test
    void withoutASampleTheP99IsZero() {
        assertThat(window.look(3).p99Nanos()).isZero();
    }

    @Test
    void eachLookBeginsAnew() {
        // given
        window.waited(1_000_000);
        window.look(0);

        // when
        window.waited(1_000);

        // then
        assertThat(window.look(0).p99Nanos()).isLessThan(1_200);
    }

    @Test
    void oneReaderDoesNotTakeFromAnother() {
        // given
        LoadWindow other = meter.open();
        meter.turn(meter.begin(false), 7);
        window.waited(1_000);
        other.waited(1_000);

        // when
        window.look(0);

        // then
        assertThat(other.look(0).handled()).isEqualTo(7);
        assertThat(window.look(0).handled()).isZero();
    }

    @Test
    void aReaderThatComesLateSeesOnlyWhatComesThen() {
        // given
        meter.turn(meter.begin(false), 7);

        // when
        LoadWindow late = meter.open();
        meter.turn(meter.begin(false), 2);

        // then
        assertThat(late.look(0).handled()).isEqualTo(2);
        late.close();
    }
}
