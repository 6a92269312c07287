package io.signalbox.core.internal;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** A queue that drops its oldest item for a new one when it is full. */
final class EvictingQueue extends LockedQueue {
    private final ArrayDeque<Object> items = new ArrayDeque<>(); // guarded by this
    private final Consumer<Object> evicted;

    /** @param evicted is told of each dropped item, under the queue's lock, when it counts as taken already */
    EvictingQueue(int capacity, Consumer<Object> evicted) {
        super(capacity);
        this.evicted = evicted;
    }

    @Override
    int waiting() {
        return items.size();
    }

    @Override
    boolean replace(Object item) {
        while (items.size() >= most()) {
            Object oldest = items.poll();
            countTaken();
            evicted.accept(oldest);
        }
        return true;
    }

    @Override
    void add(long position, Object item) {
        items.add(item);
    }

    @Override
    Object remove() {
        return items.poll();
    }
}
