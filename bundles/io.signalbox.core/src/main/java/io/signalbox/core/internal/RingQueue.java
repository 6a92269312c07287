package io.signalbox.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock-free queue in a chain of rings, so that an idle mailbox is small and a capacity can change while running.
 *
 * <p>Positions count on through the rings. A producer claims a position by a compare-and-set of its ring's tail and
 * then stores the item with release; the consumer reads it with acquire, clears the cell, and moves the head with
 * release, so a producer that sees the head has a clear cell. A negative tail is the complement of the position at
 * which its ring was closed: producers go on to the next ring, the consumer follows when it gets there.
 */
final class RingQueue implements EventQueue {
    private static final int FIRST_RING = 16;
    private static final int GROWTH = 8;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Object[].class);

    private static final class Ring {
        final Object[] cells;
        final int mask;
        final long start;
        final Position tail;
        volatile Ring next;

        Ring(long start, int size) {
            cells = new Object[size];
            mask = size - 1;
            this.start = start;
            tail = new Position(start);
        }
    }

    private volatile Ring writing;
    private volatile long limit; // producers below this need not look at the head
    private volatile int capacity;
    private volatile boolean shut;
    private final Position head = new Position(0);
    private Ring reading; // by the consumer

    RingQueue(int capacity) {
        this.capacity = capacity;
        Ring first = new Ring(0, Math.min(FIRST_RING, powerOfTwo(capacity)));
        writing = first;
        reading = first;
    }

    private static int powerOfTwo(int least) {
        return least == 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
    }

    @Override
    public Offer offer(Object item) {
        for (; ; ) {
            Ring ring = writing;
            long position = ring.tail.get();
            if (position < 0) {
                if (shut) {
                    return Offer.SHUT;
                }
                Thread.onSpinWait();
                continue;
            }
            if (position >= limit) {
                long taken = head.get();
                int most = capacity;
                if (position - taken >= most) {
                    return Offer.FULL;
                }
                long room = Math.min(taken + most, Math.max(taken, ring.start) + ring.cells.length);
                if (position >= room) {
                    grow(ring);
                    continue;
                }
                limit = room;
            }
            if (ring.tail.claim(position, position + 1)) {
                CELL.setRelease(ring.cells, (int) position & ring.mask, item);
                return Offer.ACCEPTED;
            }
        }
    }

    private synchronized void grow(Ring full) {
        if (writing == full && !shut) {
            int size = Math.min(powerOfTwo(capacity), full.cells.length * GROWTH);
            link(full, close(full), Math.max(size, full.cells.length));
        }
    }

    private void link(Ring closed, long start, int size) {
        Ring next = new Ring(start, size);
        closed.next = next;
        writing = next;
    }

    /** Lets no producer claim another position of the ring; returns the first that nobody has. */
    private static long close(Ring ring) {
        long end = ring.tail.get();
        while (!ring.tail.claim(end, ~end)) {
            end = ring.tail.get();
        }
        return end;
    }

    @Override
    public Object poll() {
        long position = head.own();
        for (; ; ) {
            Ring ring = reading;
            int index = (int) position & ring.mask;
            Object item = CELL.getAcquire(ring.cells, index);
            if (item != null) {
                CELL.setOpaque(ring.cells, index, null);
                head.publish(position + 1);
                return item;
            }
            // Not a look at the tail: that is the producers' line, and to read it takes it away from them.
            if (ring.next == null || position != ~ring.tail.get()) {
                return null;
            }
            reading = ring.next;
        }
    }

    @Override
    public long polledPosition() {
        return head.own() - 1;
    }

    @Override
    public boolean isEmpty() {
        return accepted() == head.get();
    }

    @Override
    public boolean holdsNext() {
        Ring ring = reading;
        return ring.next != null || CELL.getAcquire(ring.cells, (int) head.own() & ring.mask) != null;
    }

    @Override
    public int size() {
        long taken = head.get();
        return (int) Math.max(0, accepted() - taken);
    }

    @Override
    public long accepted() {
        long tail = writing.tail.get();
        return tail < 0 ? ~tail : tail;
    }

    @Override
    public long taken() {
        return head.get();
    }

    @Override
    public synchronized void setCapacity(int items) {
        capacity = items;
        limit = 0;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public synchronized void shut() {
        if (!shut) {
            shut = true;
            close(writing);
        }
    }

    @Override
    public synchronized void reopen() {
        if (shut) {
            Ring last = writing;
            link(last, ~last.tail.get(), last.cells.length);
            shut = false;
        }
    }
}
