package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several filters in a row: an event has to pass them all, and the first that does not want it ends the asking. */
final class FilterChain implements EventFilter {
    private final EventFilter[] filters;

    private FilterChain(List<EventFilter> filters) {
        this.filters = filters.toArray(EventFilter[]::new);
    }

    /** The chain of these; null if there are none, the filter itself if there is one. */
    static EventFilter of(List<EventFilter> filters) {
        if (filters.isEmpty()) {
            return null;
        }
        return filters.size() == 1 ? filters.get(0) : new FilterChain(filters);
    }

    @Override
    public boolean matches(DomainEvent event) {
        for (EventFilter filter : filters) {
            if (!filter.matches(event)) {
                return false;
            }
        }
        return true;
    }

    /** What any of them requires: all have to match. */
    @Override
    public Map<String, Object> requires() {
        Map<String, Object> required = new HashMap<>();
        for (EventFilter filter : filters) {
            required.putAll(filter.requires());
        }
        return required;
    }
}
