package io.signalbox.bench.candidate;

import io.signalbox.api.EnhancedEventHandler;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Floor: a volatile snapshot, a HashMap lookup by type, then the loop. The least that a bus does. */
final class CowMapBus implements SyncBus {
    private static final EnhancedEventHandler[] NONE = {};

    private record Entry(String type, Sink sink) {}

    private volatile Map<String, EnhancedEventHandler[]> routes = new HashMap<>();

    @Override
    public void publish(BenchEvent event) {
        EnhancedEventHandler[] handlers = routes.get(event.eventType());
        if (handlers != null) {
            for (EnhancedEventHandler handler : handlers) {
                HandlerCall.call(handler, event);
            }
        }
    }

    @Override
    public synchronized Object subscribe(String eventType, Sink handler) {
        Map<String, EnhancedEventHandler[]> next = new HashMap<>(routes);
        next.put(eventType, with(next.getOrDefault(eventType, NONE), handler));
        routes = next;
        return new Entry(eventType, handler);
    }

    @Override
    public synchronized void unsubscribe(Object subscription) {
        Entry ended = (Entry) subscription;
        Map<String, EnhancedEventHandler[]> next = new HashMap<>(routes);
        next.computeIfPresent(ended.type(), (type, sinks) -> without(sinks, ended.sink()));
        routes = next;
    }

    @Override
    public synchronized void subscribeOthers(int count) {
        Map<String, EnhancedEventHandler[]> next = new HashMap<>(routes);
        for (int i = 0; i < count; i++) {
            next.put(BenchEvent.other(i), new EnhancedEventHandler[] {Sink.of(i)});
        }
        routes = next;
    }

    private static EnhancedEventHandler[] with(EnhancedEventHandler[] sinks, Sink added) {
        EnhancedEventHandler[] next = Arrays.copyOf(sinks, sinks.length + 1);
        next[sinks.length] = added;
        return next;
    }

    private static EnhancedEventHandler[] without(EnhancedEventHandler[] sinks, Sink ended) {
        EnhancedEventHandler[] next = new EnhancedEventHandler[sinks.length - 1];
        int kept = 0;
        for (EnhancedEventHandler sink : sinks) {
            if (sink != ended) {
                next[kept++] = sink;
            }
        }
        return next.length == 0 ? null : next;
    }
}
