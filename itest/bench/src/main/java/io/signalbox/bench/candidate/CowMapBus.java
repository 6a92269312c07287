package io.signalbox.bench.candidate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Floor: a volatile snapshot, a HashMap lookup by type, then the loop. The least that a bus does. */
final class CowMapBus implements SyncBus {
    private static final Sink[] NONE = {};

    private record Entry(String type, Sink sink) {}

    private volatile Map<String, Sink[]> routes = new HashMap<>();

    @Override
    public void publish(BenchEvent event) {
        Sink[] sinks = routes.get(event.eventType());
        if (sinks != null) {
            for (Sink sink : sinks) {
                sink.handle(event);
            }
        }
    }

    @Override
    public synchronized Object subscribe(String eventType, Sink handler) {
        Map<String, Sink[]> next = new HashMap<>(routes);
        next.put(eventType, with(next.getOrDefault(eventType, NONE), handler));
        routes = next;
        return new Entry(eventType, handler);
    }

    @Override
    public synchronized void unsubscribe(Object subscription) {
        Entry ended = (Entry) subscription;
        Map<String, Sink[]> next = new HashMap<>(routes);
        next.computeIfPresent(ended.type(), (type, sinks) -> without(sinks, ended.sink()));
        routes = next;
    }

    @Override
    public synchronized void subscribeOthers(int count) {
        Map<String, Sink[]> next = new HashMap<>(routes);
        for (int i = 0; i < count; i++) {
            next.put(BenchEvent.other(i), new Sink[] {Sink.of(i)});
        }
        routes = next;
    }

    private static Sink[] with(Sink[] sinks, Sink added) {
        Sink[] next = Arrays.copyOf(sinks, sinks.length + 1);
        next[sinks.length] = added;
        return next;
    }

    private static Sink[] without(Sink[] sinks, Sink ended) {
        Sink[] next = new Sink[sinks.length - 1];
        int kept = 0;
        for (Sink sink : sinks) {
            if (sink != ended) {
                next[kept++] = sink;
            }
        }
        return next.length == 0 ? null : next;
    }
}
