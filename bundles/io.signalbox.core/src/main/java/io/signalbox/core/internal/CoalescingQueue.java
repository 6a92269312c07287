package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A queue that, when it is full, lets a new event take the place of the waiting one of the same type and key, and
 * refuses it if there is none. An offer takes O(log n).
 */
final class CoalescingQueue extends LockedQueue {
    private record Kind(String eventType, String key) {
        static Kind of(Object item) {
            DomainEvent event = Envelope.event(item);
            return new Kind(event.eventType(), HandlerGuard.key(event));
        }
    }

    private final TreeMap<Long, Object> items = new TreeMap<>(); // by position; guarded by this
    private final Map<Kind, Long> latest = new HashMap<>(); // where the last of each kind waits; guarded by this
    private final Consumer<Object> superseded;

    /** @param superseded is told of each item that gave its place up, under the queue's lock */
    CoalescingQueue(int capacity, Consumer<Object> superseded) {
        super(capacity);
        this.superseded = superseded;
    }

    @Override
    int waiting() {
        return items.size();
    }

    @Override
    boolean replace(Object item) {
        Long place = latest.get(Kind.of(item));
        if (place == null) {
            return false;
        }
        superseded.accept(items.put(place, item));
        return true;
    }

    @Override
    void add(long position, Object item) {
        items.put(position, item);
        latest.put(Kind.of(item), position);
    }

    @Override
    Object remove() {
        Map.Entry<Long, Object> first = items.pollFirstEntry();
        if (first == null) {
            return null;
        }
        latest.remove(Kind.of(first.getValue()), first.getKey());
        return first.getValue();
    }
}
