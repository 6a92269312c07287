package io.signalbox.core.internal;

import java.util.ArrayDeque;

/**
 * Batches to be used again, so that a batch delivery allocates no list. Only these are pooled, never events: handlers
 * keep references to those. Safe for any thread; keeps at most {@value #MOST} batches of at most {@value #LARGEST} events.
 */
final class EventMemoryPool {
    private static final int MOST = 64;
    private static final int LARGEST = 4_096;
    private static final int FIRST = 64;

    private final ArrayDeque<Batch> free = new ArrayDeque<>(); // guarded by this

    /** An empty batch, for the caller alone until it gives it back. */
    Batch borrow() {
        synchronized (this) {
            Batch batch = free.pollLast();
            if (batch != null) {
                return batch;
            }
        }
        return new Batch(FIRST);
    }

    /** Takes a batch back that nobody looks into any more. */
    void giveBack(Batch batch) {
        batch.clear();
        if (batch.capacity() <= LARGEST) {
            synchronized (this) {
                if (free.size() < MOST) {
                    free.addLast(batch);
                }
            }
        }
    }
}
