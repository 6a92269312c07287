package io.signalbox.core.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Measures one mailbox for processors that want to know. Publishers mark moments and places in the queue, every
 * {@value #SPACING}th event or so and the first after a rest; when the owner has come past a place it knows how long an
 * event waited. Where publishers deliver themselves an event does not wait, and each is the first after a rest: there a
 * mark is made for every {@value #SPACING}th only, and a turn that lasts tells of itself. Costs a publisher a look for
 * each event, the owner two readings of the clock a turn.
 */
final class LoadMeter {
    private static final int SPACING = 64;
    private static final int MOST_MARKS = 64;

    private record Mark(Lane lane, long position, long nanos) {}

    private final LongSupplier nanoTime;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>(); // oldest first; guarded by this
    private final List<LoadWindow> windows = new CopyOnWriteArrayList<>();
    private volatile boolean marked; // whether there is any; written under this
    private int sinceMark; // by publishers, who may overwrite each other: it is a sample
    private final AtomicLong handled = new AtomicLong(); // by the owner, so too the next two
    private final AtomicLong busyNanos = new AtomicLong();
    private final AtomicLong publishersTurn = new AtomicLong(); // when a publisher began to deliver; 0 if none does

    LoadMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A look of its own on what is measured, from now on. */
    LoadWindow open() {
        LoadWindow window = new LoadWindow(this);
        windows.add(window);
        return window;
    }

    void close(LoadWindow window) {
        windows.remove(window);
    }

    /** An event was accepted; by publishers, who may be about to deliver it themselves. */
    void accepted(Lane lane, boolean byPublishers) {
        int since = sinceMark + 1;
        sinceMark = since;
        if (since >= SPACING || !byPublishers && !marked) {
            mark(lane);
        }
    }

    private synchronized void mark(Lane lane) {
        sinceMark = 0;
        if (marks.size() < MOST_MARKS) {
            marks.add(new Mark(lane, lane.accepted(), now()));
            marked = true;
        }
    }

    /** A turn begins, of a publisher or of somebody else; by the owner. Returns when. */
    long begin(boolean byPublisher) {
        long now = now();
        if (byPublisher) {
            publishersTurn.lazySet(now | 1); // never 0
        }
        return now;
    }

    /** A turn of {@code events} has ended; by the owner. */
    void turn(long startNanos, int events) {
        long now = now();
        handled.lazySet(handled.getPlain() + events);
        busyNanos.lazySet(busyNanos.getPlain() + now - startNanos);
        if (publishersTurn.getPlain() != 0) {
            publishersTurn.lazySet(0);
        }
        if (marked) {
            sample(now);
        }
    }

    private synchronized void sample(long now) {
        marks.removeIf(mark -> {
            boolean passed = mark.lane.handedOut() >= mark.position;
            if (passed) {
                windows.forEach(window -> window.waited(now - mark.nanos));
            }
            return passed;
        });
        marked = !marks.isEmpty();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    long handled() {
        return handled.get();
    }

    long busyNanos() {
        return busyNanos.get();
    }

    /**
     * How long ago the oldest marked event that is not handled yet was accepted, or how long a publisher has been
     * delivering, whichever is longer; 0 for neither.
     */
    synchronized long age() {
        long now = now();
        Mark oldest = marks.peek();
        long begun = publishersTurn.get();
        long waits = oldest == null ? 0 : now - oldest.nanos;
        return Math.max(0, begun == 0 ? waits : Math.max(waits, now - begun));
    }
}
