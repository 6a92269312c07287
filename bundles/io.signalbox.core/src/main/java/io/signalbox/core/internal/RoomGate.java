package io.signalbox.core.internal;

import io.signalbox.api.RefusalReason;
import java.util.concurrent.TimeUnit;

/**
 * Where publishers wait for room in one full mailbox. After one has waited in vain, or its subscription was put in
 * quarantine, nobody waits until the mailbox has moved, so a hung handler costs its publishers one deadline and not one
 * for each event.
 */
final class RoomGate {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final EventQueue queue;
    private volatile int waiting; // written under this
    private volatile boolean stuck;

    RoomGate(EventQueue queue) {
        this.queue = queue;
    }

    /** Offers the item until there is room, at most for {@code limitNanos}; null if it was taken, else why not. */
    RefusalReason await(Object item, long limitNanos) {
        if (stuck || limitNanos <= 0) {
            return RefusalReason.DEADLINE;
        }
        long end = System.nanoTime() + limitNanos;
        synchronized (this) {
            waiting++;
            try {
                return offerUntil(item, end);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return RefusalReason.INTERRUPTED;
            } finally {
                waiting--;
            }
        }
    }

    private RefusalReason offerUntil(Object item, long end) throws InterruptedException {
        for (; ; ) {
            EventQueue.Offer offer = queue.offer(item);
            if (offer == EventQueue.Offer.ACCEPTED) {
                return null;
            }
            long left = end - System.nanoTime();
            if (offer == EventQueue.Offer.SHUT) {
                return RefusalReason.CLOSED;
            }
            if (stuck || left <= 0) {
                stuck = true;
                return RefusalReason.DEADLINE;
            }
            // A signal may be missed, for the consumer does not fence; so nobody sleeps longer than a moment.
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_AGAIN_NANOS));
        }
    }

    /** Lets nobody wait until the mailbox has moved; who waits now gives up at its next look. */
    void stick() {
        stuck = true;
    }

    /** The mailbox has dealt with an event. */
    void moved() {
        if (stuck) {
            stuck = false;
        }
        if (waiting > 0 && queue.size() <= queue.capacity() / 2) {
            letIn();
        }
    }

    /** Lets those who wait try again. */
    void letIn() {
        if (waiting > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }
}
