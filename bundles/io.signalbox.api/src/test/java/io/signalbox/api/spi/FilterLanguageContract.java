package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FilterLanguage} keeps. A language joins by a subclass that makes one and gives examples. */
public abstract class FilterLanguageContract {
    protected FilterLanguage language;

    /** A new language. */
    protected abstract FilterLanguage create();

    /** A text that wants {@link #wanted} and not {@link #unwanted}, however often it is asked. */
    protected abstract String text();

    /** An event that {@link #text} wants. */
    protected abstract SampleEvent wanted();

    /** An event that it does not want. */
    protected abstract SampleEvent unwanted();

    /** Texts that the language must refuse. */
    protected abstract List<String> malformed();

    @BeforeEach
    void createLanguage() {
        language = create();
    }

    @Test
    void hasANameOfLowerCaseLetters() {
        assertThat(language.name()).matches("[a-z]+").isEqualTo(language.name());
    }

    @Test
    void aFilterWantsWhatItsTextSays() {
        EventFilter filter = language.compile(text());

        assertThat(filter.matches(wanted())).isTrue();
        assertThat(filter.matches(unwanted())).isFalse();
    }

    @Test
    void aMalformedTextIsRefusedInWords() {
        for (String text : malformed()) {
            assertThatThrownBy(() -> language.compile(text))
                    .describedAs(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .startsWith(language.name() + ": ")
                    .hasSizeGreaterThan(language.name().length() + 10);
        }
    }

    @Test
    void whatAFilterDoesNotReadDoesNotChangeItsAnswer() {
        EventFilter filter = language.compile(text());
        Set<String> reads = filter.reads();
        if (reads.isEmpty()) {
            return; // it does not say
        }

        for (SampleEvent event : List.of(wanted(), unwanted())) {
            assertThat(filter.matches(event.without(reads)))
                    .describedAs("%s without all but %s", event, reads)
                    .isEqualTo(filter.matches(event));
        }
    }

    @Test
    void whatAFilterRequiresIsRequired() {
        EventFilter filter = language.compile(text());

        filter.requires().forEach((name, value) -> {
            assertThat(wanted().eventProperties()).containsEntry(name, value);
            assertThat(filter.matches(wanted().with(name, value + "x"))).isFalse();
            assertThat(filter.matches(wanted().with(name, null))).isFalse();
        });
    }

    @Test
    void whatAFilterRequiresItReads() {
        EventFilter filter = language.compile(text());

        if (!filter.reads().isEmpty()) {
            assertThat(filter.reads()).containsAll(filter.requires().keySet());
        }
    }

    @Test
    void severalThreadsMayAskOneFilter() {
        EventFilter filter = language.compile(text());

        boolean right = IntStream.range(0, 1_000)
                .parallel()
                .allMatch(i -> i % 2 == 0 ? filter.matches(wanted()) : !filter.matches(unwanted()));

        assertThat(right).isTrue();
    }

    /** An event of which everything can be chosen. */
    public record SampleEvent(String eventType, String orderingKey, int version, Map<String, Object> eventProperties)
            implements DomainEvent {

        public SampleEvent {
            eventProperties = Map.copyOf(eventProperties);
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }

        /** The same with another value; null removes the property. */
        public SampleEvent with(String name, Object value) {
            Map<String, Object> next = new HashMap<>(eventProperties);
            if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
            return new SampleEvent(eventType, orderingKey, version, next);
        }

        /** The same in what is named; all else differs. */
        SampleEvent without(Set<String> kept) {
            Map<String, Object> next = new HashMap<>();
            Set<String> names = new HashSet<>(eventProperties.keySet());
            names.retainAll(kept);
            names.forEach(name -> next.put(name, eventProperties.get(name)));
            next.put("something.else", "else");
            return new SampleEvent(
                    kept.contains(EventFilter.EVENT_TYPE) ? eventType : "another.type",
                    kept.contains(EventFilter.ORDERING_KEY) ? orderingKey : "another key",
                    kept.contains(EventFilter.VERSION) ? version : version + 1,
                    next);
        }
    }
}
