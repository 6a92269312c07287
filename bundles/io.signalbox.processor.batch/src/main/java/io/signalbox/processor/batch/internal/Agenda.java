package io.signalbox.processor.batch.internal;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the workers have to do: tasks that are ready, first in first out, and tasks to be looked at later. Of the workers
 * that have nothing to do one leads: it waits for the next time at which something is due; the others wait until they
 * are called. Safe for any thread; the lock is held for a few steps only, and never while foreign code runs.
 */
final class Agenda {
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long EPOCH = System.nanoTime(); // times of nanoTime are compared as the numbers since then

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition follow = lock.newCondition();
    private final Condition lead = lock.newCondition();
    private final ArrayDeque<Task> ready = new ArrayDeque<>(); // guarded by lock, so too those below
    private final PriorityQueue<Task> later =
            new PriorityQueue<>(Comparator.comparingLong(task -> task.lookNanos - EPOCH));
    private Worker leader;
    private long leadsUntil;
    private int followers;
    private volatile int readySize; // written under lock

    /** The task wants to be served; one idle worker is called if there is one. */
    void ready(Task task) {
        lock.lock();
        try {
            ready.addLast(task);
            readySize = ready.size();
            callOne();
        } finally {
            lock.unlock();
        }
    }

    /** The task is to be looked at then. By a worker that is about to ask for its {@link #next}. */
    void later(Task task, long atNanos) {
        lock.lock();
        try {
            task.lookNanos = atNanos;
            later.add(task);
        } finally {
            lock.unlock();
        }
    }

    /** Everything is looked at now, because what it waits for has changed. */
    void lookNow() {
        lock.lock();
        try {
            ready.addAll(later);
            later.clear();
            readySize = ready.size();
            follow.signalAll();
            lead.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the task if it waits to be looked at. */
    void forget(Task task) {
        lock.lock();
        try {
            later.remove(task);
        } finally {
            lock.unlock();
        }
    }

    boolean anyReady() {
        return readySize > 0;
    }

    /** Whether a task is ready, or should have been looked at. */
    boolean anyOverdue() {
        lock.lock();
        try {
            return !ready.isEmpty() || !later.isEmpty() && later.peek().lookNanos - System.nanoTime() <= 0;
        } finally {
            lock.unlock();
        }
    }

    /** The next task for an idle worker, waiting for one; null if the crew needs that worker no longer. */
    Task next(Worker worker, Crew crew) {
        lock.lock();
        try {
            while (true) {
                collectDue();
                Task task = ready.pollFirst();
                if (task != null) {
                    readySize = ready.size();
                    if (!ready.isEmpty() || leader == null && !later.isEmpty()) {
                        callOne();
                    }
                    return task;
                }
                if (crew.surplus(worker)) {
                    callOne(); // the lead may have been ours
                    return null;
                }
                sleep(worker);
            }
        } finally {
            lock.unlock();
        }
    }

    private void collectDue() {
        long now = later.isEmpty() ? 0 : System.nanoTime();
        while (!later.isEmpty() && later.peek().lookNanos - now <= 0) {
            ready.addLast(later.poll());
        }
        readySize = ready.size();
    }

    private void callOne() {
        if (followers > 0) {
            follow.signal();
        } else if (leader != null) {
            lead.signal();
        }
    }

    private void sleep(Worker worker) {
        try {
            if (later.isEmpty() || leader != null && leadsUntil - later.peek().lookNanos <= 0) {
                follow();
            } else {
                lead(worker);
            }
        } catch (InterruptedException e) {
            Thread.interrupted(); // meant for a handler that has ended meanwhile
        }
    }

    private void follow() throws InterruptedException {
        followers++;
        try {
            follow.awaitNanos(LONGEST_SLEEP_NANOS);
        } finally {
            followers--;
        }
    }

    private void lead(Worker worker) throws InterruptedException {
        leader = worker;
        leadsUntil = later.peek().lookNanos;
        try {
            lead.awaitNanos(leadsUntil - System.nanoTime());
        } finally {
            if (leader == worker) {
                leader = null;
            }
        }
    }
}
