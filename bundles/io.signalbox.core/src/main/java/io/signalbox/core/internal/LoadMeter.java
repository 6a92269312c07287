package io.signalbox.core.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Measures one mailbox for processors that want to know. Publishers mark moments and places in the queue, every
 * {@value #SPACING}th event or so and the first after a rest; when the owner has come past a place it knows how long an
 * event waited. Costs a publisher a look for each event, the owner two readings of the clock a turn.
 */
final class LoadMeter {
    private static final int SPACING = 64;
    private static final int MOST_MARKS = 64;

    private record Mark(Lane lane, long position, long nanos) {}

    private final ArrayDeque<Mark> marks = new ArrayDeque<>(); // oldest first; guarded by this
    private final List<LoadWindow> windows = new CopyOnWriteArrayList<>();
    private volatile boolean marked; // whether there is any; written under this
    private int sinceMark; // by publishers, who may overwrite each other: it is a sample
    private volatile long handled; // by the owner, so too the next
    private volatile long busyNanos;

    /** A look of its own on what is measured, from now on. */
    LoadWindow open() {
        LoadWindow window = new LoadWindow(this);
        windows.add(window);
        return window;
    }

    void close(LoadWindow window) {
        windows.remove(window);
    }

    /** An event was accepted; by publishers. */
    void accepted(Lane lane) {
        int since = sinceMark + 1;
        sinceMark = since;
        if (!marked || since >= SPACING) {
            mark(lane);
        }
    }

    private synchronized void mark(Lane lane) {
        sinceMark = 0;
        if (marks.size() < MOST_MARKS) {
            marks.add(new Mark(lane, lane.accepted(), System.nanoTime()));
            marked = true;
        }
    }

    /** A turn of {@code events} has ended; by the owner. */
    void turn(long startNanos, int events) {
        long now = System.nanoTime();
        handled += events;
        busyNanos += now - startNanos;
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

    long handled() {
        return handled;
    }

    long busyNanos() {
        return busyNanos;
    }

    /** How long ago the oldest marked event that is not handled yet was accepted; 0 if there is none. */
    synchronized long age(long now) {
        Mark oldest = marks.peek();
        return oldest == null ? 0 : Math.max(0, now - oldest.nanos);
    }
}
