package io.signalbox.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguageContract.SampleEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampling and rates: filters whose answers depend on what they were asked before. */
class StatefulLanguagesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // as nanoTime may be, about to wrap

    private static SampleEvent event(String key) {
        return new SampleEvent("t", key, 1, Map.of());
    }

    private static int passed(EventFilter filter, int asked) {
        return (int) IntStream.range(0, asked)
                .filter(i -> filter.matches(event("k")))
                .count();
    }

    @Test
    void aSampleByCountTakesTheFirstAndThenEveryNth() {
        EventFilter filter = new SampleLanguage().compile("1/3");

        List<Integer> taken = IntStream.range(0, 10)
                .filter(i -> filter.matches(event("k")))
                .boxed()
                .toList();

        assertThat(taken).containsExactly(0, 3, 6, 9);
    }

    @Test
    void aSampleByKeyTakesAllOfAKeyOrNothing() {
        EventFilter one = new SampleLanguage().compile("key 1/10");
        EventFilter other = new SampleLanguage().compile("key 1/10");

        long taken = IntStream.range(0, 10_000)
                .filter(i -> one.matches(event("vm-" + i)))
                .count();
        boolean same = IntStream.range(0, 10_000)
                .allMatch(i -> one.matches(event("vm-" + i)) == other.matches(event("vm-" + i)));

        assertThat(same).isTrue();
        assertThat(taken).isBetween(900L, 1_100L);
    }

    @Test
    void aRateLetsItsNumberPassAtOnceAndThenAsTimePasses() {
        EventFilter filter = new RateLanguage(nanos::get).compile("100/s");

        assertThat(passed(filter, 500)).isEqualTo(100);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(passed(filter, 500)).isEqualTo(1);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(255));
        assertThat(passed(filter, 500)).isEqualTo(25);
        nanos.addAndGet(TimeUnit.HOURS.toNanos(5));
        assertThat(passed(filter, 500)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/h", "7/m", "3/s", "999999999/s", "999999999/h"})
    void aRateIsNeverExceeded(String text) {
        EventFilter filter = new RateLanguage(nanos::get).compile(text);

        long seconds = switch (text.charAt(text.length() - 1)) {
            case 's' -> 1;
            case 'm' -> 60;
            default -> 3_600;
        };
        long most = Long.parseLong(text.substring(0, text.indexOf('/')));
        int asked = 100_000;
        int first = passed(filter, asked);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        int second = passed(filter, asked);

        assertThat(first).isEqualTo((int) Math.min(most, asked));
        assertThat(second).isBetween((int) Math.min(most, asked) - 1, (int) Math.min(most, asked));
    }

    @Test
    void eachFilterHasABucketOfItsOwn() {
        RateLanguage language = new RateLanguage(nanos::get);
        EventFilter one = language.compile("5/m");
        EventFilter other = language.compile("5/m");

        assertThat(passed(one, 100)).isEqualTo(5);
        assertThat(passed(other, 100)).isEqualTo(5);
    }

    @Test
    void severalThreadsShareOneBucket() {
        EventFilter filter = new RateLanguage(nanos::get).compile("1000/s");

        long passed = IntStream.range(0, 50_000)
                .parallel()
                .filter(i -> filter.matches(event("k")))
                .count();

        assertThat(passed).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "0/s", "-1/s", "1/d", "1000000000/s", "1.5/s"})
    void aRateThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> new RateLanguage(nanos::get).compile(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rate: expected N/s, N/m or N/h");
    }

    @Test
    void theySayNotWhatTheyReadSoThatNothingRemembersTheirAnswers() {
        assertThat(new SampleLanguage().compile("1/3").reads()).isEmpty();
        assertThat(new RateLanguage(nanos::get).compile("1/s").reads()).isEmpty();
    }
}
