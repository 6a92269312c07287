package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import java.util.List;
import java.util.Set;

/**
 * {@code severity:WARN}: events whose property {@code severity} names at least this level: TRACE, DEBUG, INFO, WARN,
 * ERROR, FATAL, in any case; WARNING is WARN. An event without one, or with another text, is not wanted.
 */
final class SeverityLanguage implements FilterLanguage {
    private static final String PROPERTY = "severity";
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    @Override
    public String name() {
        return "severity";
    }

    @Override
    public EventFilter compile(String text) {
        int least = level(text.trim());
        if (least < 0) {
            throw Malformed.expected(name(), text, 0, "one of " + LEVELS);
        }
        return new SeverityFilter(least);
    }

    /** The level's place; -1 if it is none. */
    private static int level(String text) {
        for (int i = 0; i < LEVELS.size(); i++) {
            if (LEVELS.get(i).equalsIgnoreCase(text)) {
                return i;
            }
        }
        return "WARNING".equalsIgnoreCase(text) ? LEVELS.indexOf("WARN") : -1;
    }

    private record SeverityFilter(int least) implements EventFilter {
        @Override
        public boolean matches(DomainEvent event) {
            return event.eventProperties().get(PROPERTY) instanceof String text && level(text) >= least;
        }

        @Override
        public Set<String> reads() {
            return Set.of(PROPERTY);
        }
    }
}
