package io.signalbox.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguageContract.SampleEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventFilterCacheTest {
    private final AtomicInteger asked = new AtomicInteger();

    private interface Question {
        boolean of(DomainEvent event);
    }

    private EventFilter counting(Set<String> reads, Question question) {
        return new EventFilter() {
            @Override
            public boolean matches(DomainEvent event) {
                asked.incrementAndGet();
                return question.of(event);
            }

            @Override
            public Set<String> reads() {
                return reads;
            }
        };
    }

    private static SampleEvent event(Map<String, Object> properties) {
        return new SampleEvent("t", "k", 1, properties);
    }

    @Test
    void anAnswerIsFoundOnce() {
        // given
        EventFilterCache cache = new EventFilterCache(10);
        EventFilter filter = cache.remembering(counting(Set.of("a"), event -> true));

        // when
        IntStream.range(0, 5).forEach(i -> filter.matches(event(Map.of("a", "x", "b", i))));

        // then
        assertThat(asked).hasValue(1);
        assertThat(cache.hits()).isEqualTo(4);
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void theAnswerThatWasNotAskedForTheLongestTimeIsForgotten() {
        // given
        EventFilterCache cache = new EventFilterCache(2);
        EventFilter filter = cache.remembering(counting(Set.of("a"), event -> true));
        filter.matches(event(Map.of("a", 1)));
        filter.matches(event(Map.of("a", 2)));
        filter.matches(event(Map.of("a", 1)));

        // when
        filter.matches(event(Map.of("a", 3)));

        // then
        asked.set(0);
        filter.matches(event(Map.of("a", 1)));
        assertThat(asked).hasValue(0);
        filter.matches(event(Map.of("a", 2)));
        assertThat(asked).hasValue(1);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void itNeverHoldsMoreThanItsCapacity() {
        EventFilterCache cache = new EventFilterCache(5_000);
        EventFilter filter = cache.remembering(counting(Set.of("a"), event -> true));

        IntStream.range(0, 50_000).parallel().forEach(i -> filter.matches(event(Map.of("a", i))));

        assertThat(cache.size()).isBetween(4_000, 5_000);
        cache.resize(100);
        IntStream.range(0, 50_000).forEach(i -> filter.matches(event(Map.of("a", i))));
        assertThat(cache.size()).isEqualTo(100);
        assertThat(cache.capacity()).isEqualTo(100);
    }

    @Test
    void aFilterThatCannotSayWhatItReadsIsLeftAsItIs() {
        EventFilter filter = counting(Set.of(), event -> true);

        assertThat(new EventFilterCache(10).remembering(filter)).isSameAs(filter);
    }

    @Test
    void whatAFilterThrowsIsThrownEachTime() {
        EventFilterCache cache = new EventFilterCache(10);
        EventFilter filter = cache.remembering(counting(Set.of("a"), event -> {
            throw new IllegalStateException("no answer");
        }));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> filter.matches(event(Map.of("a", 1)))).hasMessage("no answer");
        }
        assertThat(asked).hasValue(2);
        assertThat(cache.size()).isZero();
    }

    @Test
    void valuesThatMayChangeOrAreLongAreNotRemembered() {
        EventFilterCache cache = new EventFilterCache(10);
        EventFilter filter = cache.remembering(counting(Set.of("a"), event -> true));

        for (Object value : List.of(List.of(1), "x".repeat(257), new int[0], new AtomicInteger())) {
            filter.matches(event(Map.of("a", value)));
            filter.matches(event(Map.of("a", value)));
        }

        assertThat(asked).hasValue(8);
        assertThat(cache.size()).isZero();
    }

    @Test
    void numbersOfDifferentTypesAreDifferent() {
        EventFilterCache cache = new EventFilterCache(10);
        EventFilter filter = cache.remembering(
                counting(Set.of("a"), event -> event.eventProperties().get("a") instanceof Integer));

        assertThat(filter.matches(event(Map.of("a", 1)))).isTrue();
        assertThat(filter.matches(event(Map.of("a", 1L)))).isFalse();
        assertThat(filter.matches(event(Map.of("a", "1")))).isFalse();
    }

    /** All of these have one hash for each length: "Aa" and "BB" have the same one. */
    private static String colliding(Random random, int pairs) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs; i++) {
            text.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void answersAsTheFiltersDoThoughHashesCollide() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        EventFilterCache cache = new EventFilterCache(64);
        List<EventFilter> plain = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String text = "(&(a>=" + colliding(random, 4) + ")(!(b=" + colliding(random, 3) + "))(orderingKey<="
                    + colliding(random, 4) + "))";
            plain.add(new LdapLanguage().compile(text));
        }
        List<EventFilter> remembering = plain.stream().map(cache::remembering).toList();

        for (int i = 0; i < 200_000; i++) {
            int which = random.nextInt(plain.size());
            Map<String, Object> properties = new HashMap<>();
            properties.put("a", colliding(random, 4));
            if (random.nextBoolean()) {
                properties.put("b", colliding(random, 3));
            }
            SampleEvent event = new SampleEvent("t", colliding(random, 4), 1, properties);

            assertThat(remembering.get(which).matches(event))
                    .describedAs("-Dseed=%d: event %d, %s", seed, i, event)
                    .isEqualTo(plain.get(which).matches(event));
        }
        assertThat(cache.hits()).isPositive();
        assertThat(cache.size()).isEqualTo(64);
    }
}
