package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A filter made of filters.
 *
 * @param all each of these has to match
 * @param any one of these has to match, if there are some
 * @param none none of these may match
 */
record CompositeFilter(List<EventFilter> all, List<EventFilter> any, List<EventFilter> none) implements EventFilter {

    CompositeFilter {
        all = List.copyOf(all);
        any = List.copyOf(any);
        none = List.copyOf(none);
    }

    @Override
    public boolean matches(DomainEvent event) {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).matches(event)) {
                return false;
            }
        }
        return (any.isEmpty() || one(any, event)) && !one(none, event);
    }

    private static boolean one(List<EventFilter> filters, DomainEvent event) {
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i).matches(event)) {
                return true;
            }
        }
        return false;
    }

    /** What all of them read; nothing if one of them cannot say. */
    @Override
    public Set<String> reads() {
        Set<String> reads = new HashSet<>();
        for (EventFilter part : Stream.of(all, any, none).flatMap(List::stream).toList()) {
            Set<String> more = part.reads();
            if (more.isEmpty()) {
                return Set.of();
            }
            reads.addAll(more);
        }
        return Set.copyOf(reads);
    }

    @Override
    public Map<String, Object> requires() {
        Map<String, Object> required = new HashMap<>();
        all.forEach(part -> part.requires().forEach(required::putIfAbsent));
        if (any.size() == 1) {
            any.get(0).requires().forEach(required::putIfAbsent);
        }
        return Map.copyOf(required);
    }
}
