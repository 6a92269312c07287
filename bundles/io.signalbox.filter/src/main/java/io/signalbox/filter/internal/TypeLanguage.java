package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.EventPattern;
import io.signalbox.api.spi.FilterLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code type:vm.started,memory.*}: events whose type is one of these {@link EventPattern}s. */
final class TypeLanguage implements FilterLanguage {

    @Override
    public String name() {
        return "type";
    }

    @Override
    public EventFilter compile(String text) {
        List<EventPattern> patterns = new ArrayList<>();
        for (CommaList.Item item : CommaList.of(name(), text, "an event type or pattern")) {
            try {
                patterns.add(new EventPattern(item.text()));
            } catch (IllegalArgumentException e) {
                throw Malformed.expected(name(), text, item.at(), "an event pattern (" + e.getMessage() + ")");
            }
        }
        return new TypeFilter(List.copyOf(patterns));
    }

    private record TypeFilter(List<EventPattern> patterns) implements EventFilter {
        @Override
        public boolean matches(DomainEvent event) {
            String type = event.eventType();
            for (int i = 0; i < patterns.size(); i++) {
                if (patterns.get(i).matches(type)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Set<String> reads() {
            return Set.of(EVENT_TYPE);
        }
    }
}
