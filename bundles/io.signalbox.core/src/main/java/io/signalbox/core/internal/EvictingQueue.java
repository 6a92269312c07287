package io.signalbox.core.internal;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** A queue that drops its oldest item for a new one when it is full. Safe for any thread; takes a lock. */
final class EvictingQueue implements EventQueue {
    private final ArrayDeque<Object> items = new ArrayDeque<>(); // guarded by this
    private final Consumer<Object> evicted;
    private int capacity; // guarded by this
    private boolean shut; // guarded by this
    private long accepted; // guarded by this
    private long taken; // guarded by this
    private long polledPosition; // by the consumer

    /** @param evicted is told of each dropped item, under the queue's lock, when it counts as taken already */
    EvictingQueue(int capacity, Consumer<Object> evicted) {
        this.capacity = capacity;
        this.evicted = evicted;
    }

    @Override
    public synchronized Offer offer(Object item) {
        if (shut) {
            return Offer.SHUT;
        }
        while (items.size() >= capacity) {
            Object oldest = items.poll();
            taken++;
            evicted.accept(oldest);
        }
        items.add(item);
        accepted++;
        return Offer.ACCEPTED;
    }

    @Override
    public synchronized Object poll() {
        Object item = items.poll();
        if (item != null) {
            polledPosition = taken;
            taken++;
        }
        return item;
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
