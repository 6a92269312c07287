package io.signalbox.core.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves when the test says so, and then runs what is due, on the test's own thread. It begins at the epoch. */
final class VirtualClock implements BusClock {
    private record Due(long at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order)); // guarded by this
    private long now; // guarded by this
    private long order; // guarded by this

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public synchronized Runnable after(long delayNanos, Runnable task) {
        long at = delayNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delayNanos;
        Due added = new Due(at, order++, task);
        due.add(added);
        return () -> takeBack(added);
    }

    private synchronized void takeBack(Due added) {
        due.remove(added);
    }

    /** Moves on and runs what becomes due, in order of time. */
    void advance(long nanos) {
        long end = nanos() + nanos;
        for (Due next = nextUntil(end); next != null; next = nextUntil(end)) {
            next.task.run();
        }
        synchronized (this) {
            now = Math.max(now, end); // a task may have moved the clock itself
        }
    }

    private synchronized Due nextUntil(long end) {
        Due next = due.peek();
        if (next == null || next.at > end) {
            return null;
        }
        due.poll();
        now = Math.max(now, next.at);
        return next;
    }

    /** How long until the next task is due. */
    synchronized long untilNext() {
        Due next = due.peek();
        return next == null ? 0 : Math.max(0, next.at - now);
    }

    @Override
    public synchronized void close() {
        due.clear();
    }
}
