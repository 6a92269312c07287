package io.signalbox.core.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The routes of the types that were published, so that patterns are matched once per type and not once per event.
 * Bounded: who publishes more types than that starts it anew.
 */
final class SubscriptionLookupCache {
    static final int MOST_TYPES = 1 << 17;

    private final ConcurrentHashMap<String, Route> routes = new ConcurrentHashMap<>();

    Route get(String eventType) {
        return routes.get(eventType);
    }

    /** The route of the type; the one that {@code make} makes if there was none. */
    Route getOrAdd(String eventType, Function<String, Route> make) {
        return routes.computeIfAbsent(eventType, make);
    }

    boolean full() {
        return routes.mappingCount() >= MOST_TYPES;
    }

    void forEach(Consumer<Route> each) {
        routes.values().forEach(each);
    }

    void clear() {
        routes.clear();
    }
}
