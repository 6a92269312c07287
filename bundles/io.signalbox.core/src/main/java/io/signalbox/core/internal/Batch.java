package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * The events of one call of {@code handleBatch}, as the handler sees them: a list that cannot be changed and that is
 * empty again when the call is over. Used again and again, by one thread at a time.
 */
final class Batch extends AbstractList<DomainEvent> implements RandomAccess {
    private Object[] items;
    private int size;

    Batch(int capacity) {
        items = new Object[capacity];
    }

    void put(Object item) {
        if (size == items.length) {
            items = java.util.Arrays.copyOf(items, size * 2);
        }
        items[size++] = item;
    }

    /** The item as it came out of the mailbox. */
    Object item(int index) {
        return items[index];
    }

    @Override
    public DomainEvent get(int index) {
        return Envelope.event(items[java.util.Objects.checkIndex(index, size)]);
    }

    @Override
    public int size() {
        return size;
    }

    /** Forgets the events. */
    @Override
    public void clear() {
        java.util.Arrays.fill(items, 0, size, null);
        size = 0;
    }

    int capacity() {
        return items.length;
    }
}
