package io.signalbox.core.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves when the test says so, and then runs what is due, on the test's own thread. */
final class StepClock implements BusClock {
    private record Due(long at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long now;
    private long order;

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
        long left = Long.MAX_VALUE - now;
        Due added = new Due(now + Math.min(delayNanos, left), order++, task);
        due.add(added);
        return () -> takeBack(added);
    }

    private synchronized void takeBack(Due added) {
        due.remove(added);
    }

    /** How many tasks wait for their time. */
    synchronized int waiting() {
        return due.size();
    }

    /** Moves on and runs what became due, in order of time. */
    void advanceMillis(long millis) {
        long end = nanos() + millis * 1_000_000;
        for (Due next = nextUntil(end); next != null; next = nextUntil(end)) {
            next.task.run();
        }
        synchronized (this) {
            now = end;
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

    @Override
    public void close() {}
}
