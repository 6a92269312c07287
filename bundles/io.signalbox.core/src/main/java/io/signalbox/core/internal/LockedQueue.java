package io.signalbox.core.internal;

/** A queue under a lock, for rules that reach into what waits already. Safe for any thread. */
abstract sealed class LockedQueue implements EventQueue permits EvictingQueue, CoalescingQueue {
    private int capacity; // guarded by this
    private boolean shut; // guarded by this
    private long accepted; // guarded by this; how many positions were given
    private long taken; // guarded by this
    private long polledPosition; // by the consumer

    LockedQueue(int capacity) {
        this.capacity = capacity;
    }

    /** How many items wait; under the lock, so too the next three. */
    abstract int waiting();

    /** The queue is full: makes room, or takes the item in the place of another and returns true; false to refuse it. */
    abstract boolean replace(Object item);

    /** Takes the item in at a new position. */
    abstract void add(long position, Object item);

    /** Takes the oldest item out; null if there is none. */
    abstract Object remove();

    @Override
    public final synchronized Offer offer(Object item) {
        if (shut) {
            return Offer.SHUT;
        }
        if (waiting() >= capacity) {
            if (!replace(item)) {
                return Offer.FULL;
            }
            if (waiting() >= capacity) {
                return Offer.ACCEPTED;
            }
        }
        add(accepted, item);
        accepted++;
        return Offer.ACCEPTED;
    }

    @Override
    public final synchronized Object poll() {
        Object item = remove();
        if (item != null) {
            polledPosition = taken;
            taken++;
        }
        return item;
    }

    /** An item left by another way than {@link #poll}; under the lock. */
    final void countTaken() {
        taken++;
    }

    final int most() {
        return capacity;
    }

    @Override
    public final long polledPosition() {
        return polledPosition;
    }

    @Override
    public final synchronized boolean isEmpty() {
        return waiting() == 0;
    }

    @Override
    public final boolean holdsNext() {
        return !isEmpty();
    }

    @Override
    public final synchronized int size() {
        return waiting();
    }

    @Override
    public final synchronized long accepted() {
        return accepted;
    }

    @Override
    public final synchronized long taken() {
        return taken;
    }

    @Override
    public final synchronized void setCapacity(int items) {
        capacity = items;
    }

    @Override
    public final synchronized int capacity() {
        return capacity;
    }

    @Override
    public final synchronized void shut() {
        shut = true;
    }

    @Override
    public final synchronized void reopen() {
        shut = false;
    }
}
