package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A queue that, when it is full, lets a new event take the place of the waiting one of the same type and key, and
 * refuses it if there is none. Safe for any thread; takes a lock; an offer takes O(log n).
 */
final class CoalescingQueue implements EventQueue {
    private record Kind(String eventType, String key) {
        static Kind of(Object item) {
            DomainEvent event = Envelope.event(item);
            return new Kind(event.eventType(), event.orderingKey());
        }
    }

    private final TreeMap<Long, Object> items = new TreeMap<>(); // by position; guarded by this
    private final Map<Kind, Long> latest = new HashMap<>(); // where the last of each kind waits; guarded by this
    private final Consumer<Object> superseded;
    private int capacity; // guarded by this
    private boolean shut; // guarded by this
    private long accepted; // guarded by this; a superseding item takes no new position
    private long taken; // guarded by this
    private long polledPosition; // by the consumer

    /** @param superseded is told of each item that gave its place up, under the queue's lock */
    CoalescingQueue(int capacity, Consumer<Object> superseded) {
        this.capacity = capacity;
        this.superseded = superseded;
    }

    @Override
    public synchronized Offer offer(Object item) {
        if (shut) {
            return Offer.SHUT;
        }
        Kind kind = Kind.of(item);
        if (items.size() < capacity) {
            items.put(accepted, item);
            latest.put(kind, accepted);
            accepted++;
            return Offer.ACCEPTED;
        }
        Long place = latest.get(kind);
        if (place == null) {
            return Offer.FULL;
        }
        superseded.accept(items.put(place, item));
        return Offer.ACCEPTED;
    }

    @Override
    public synchronized Object poll() {
        Map.Entry<Long, Object> first = items.pollFirstEntry();
        if (first == null) {
            return null;
        }
        latest.remove(Kind.of(first.getValue()), first.getKey());
        polledPosition = taken;
        taken++;
        return first.getValue();
    }

    @Override
    public long polledPosition() {
        return polledPosition;
    }

    @Override
    public synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public synchronized boolean holdsNext() {
        return !items.isEmpty();
    }

    @Override
    public synchronized int size() {
        return items.size();
    }

    @Override
    public synchronized long accepted() {
        return accepted;
    }

    @Override
    public synchronized long taken() {
        return taken;
    }

    @Override
    public synchronized void setCapacity(int most) {
        capacity = most;
    }

    @Override
    public synchronized int capacity() {
        return capacity;
    }

    @Override
    public synchronized void shut() {
        shut = true;
    }

    @Override
    public synchronized void reopen() {
        shut = false;
    }
}
