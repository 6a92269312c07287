package io.signalbox.core.internal;

import io.signalbox.api.Gap;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Where in a mailbox's order events were lost, and how many. Each entry lies before a position of the queue that an
 * event holds or will hold, so there are at most one more than the queue's capacity.
 */
final class GapLedger {

    private static final class Entry {
        long position;
        long lost;
        Instant first;
        Instant last;
    }

    private final ArrayDeque<Entry> entries = new ArrayDeque<>(1); // guarded by this
    private volatile boolean some;

    /** One event was lost just before {@code position}; if {@code evicted}, it held the position before that itself. */
    synchronized void lost(long position, boolean evicted, Instant now) {
        Entry last = entries.peekLast();
        boolean same = last != null && (last.position == position || evicted && last.position == position - 1);
        if (!same) {
            last = new Entry();
            last.first = now;
            entries.add(last);
            some = true;
        }
        last.position = position;
        last.lost++;
        last.last = now;
    }

    /** Whether any loss has not been told yet. */
    boolean some() {
        return some;
    }

    /** The loss that is due before the event at {@code position}, or null. */
    synchronized Gap take(long position, String subscription) {
        Entry next = entries.peek();
        if (next == null || next.position > position) {
            return null;
        }
        entries.poll();
        some = !entries.isEmpty();
        return new Gap(subscription, next.lost, next.first, next.last);
    }

    synchronized boolean due(long position) {
        Entry next = entries.peek();
        return next != null && next.position <= position;
    }
}
