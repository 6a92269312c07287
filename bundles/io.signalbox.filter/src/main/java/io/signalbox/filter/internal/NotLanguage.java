package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code not:LANGUAGE:TEXT}: events that the other filter does not want. Knows the languages of this bundle only: one of
 * another bundle may go while this stays. Those are turned round by a configured filter, with {@code not=}.
 */
final class NotLanguage implements FilterLanguage {
    private static final int DEEPEST = 100;

    private final Map<String, FilterLanguage> languages = new LinkedHashMap<>();

    NotLanguage(List<FilterLanguage> others) {
        others.forEach(language -> languages.put(language.name(), language));
    }

    @Override
    public String name() {
        return "not";
    }

    @Override
    public EventFilter compile(String text) {
        boolean wanted = false;
        String rest = text;
        for (int depth = 0; rest.startsWith("not:"); depth++) {
            if (depth == DEEPEST) {
                throw Malformed.expected(
                        name(), text, text.length() - rest.length(), "at most " + DEEPEST + " of not:");
            }
            wanted = !wanted;
            rest = rest.substring("not:".length());
        }
        int colon = rest.indexOf(':');
        FilterLanguage language = colon < 0 ? null : languages.get(rest.substring(0, colon));
        if (language == null) {
            String known = String.join(", ", languages.keySet());
            throw Malformed.expected(name(), text, text.length() - rest.length(), "LANGUAGE:TEXT in one of " + known);
        }
        EventFilter filter = language.compile(rest.substring(colon + 1));
        return wanted ? filter : new Inverted(filter);
    }

    /** The opposite of a filter. */
    record Inverted(EventFilter filter) implements EventFilter {
        @Override
        public boolean matches(DomainEvent event) {
            return !filter.matches(event);
        }

        @Override
        public Set<String> reads() {
            return filter.reads();
        }
    }
}
