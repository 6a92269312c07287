package io.signalbox.processor.async.internal;

import io.signalbox.api.spi.DeliveryQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One thread that serves mailboxes. */
final class Worker implements Runnable {
    /** Events in a row from one mailbox while others wait. */
    static final int TURN = 64;

    private static final int LINGER = 300;
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final boolean SPARE_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

    private final WorkStealingScheduler scheduler;
    private final int home;
    private final Thread thread;
    private volatile boolean woken;
    private volatile Task serving;
    private volatile long turn;
    private volatile boolean stalled; // by the monitor

    Worker(WorkStealingScheduler scheduler, int home, String name) {
        this.scheduler = scheduler;
        this.home = home;
        // Inherits no thread locals, and no class loader of whoever happens to start it.
        thread = new Thread(null, this, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Worker.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        boolean ended = false;
        while (!ended) {
            Task task = scheduler.next(home);
            if (task != null) {
                serve(task);
            } else if (scheduler.surplus(this)) {
                ended = true;
            } else {
                scheduler.sleep(this);
            }
        }
    }

    private void serve(Task task) {
        if (scheduler.anyWaiting()) {
            scheduler.wakeOne();
        }
        task.home = home;
        serving = task;
        boolean rested = false;
        boolean yielded = false;
        while (!rested && !yielded) {
            turn++;
            int delivered = task.queue.deliver(TURN);
            if (stalled) {
                stalled = false; // a stand-in does our work; go on, and end when there is nothing left to do
            }
            Thread.interrupted(); // an interrupt was meant for the handler
            if (delivered == 0 && !linger(task.queue)) {
                rested = task.queue.rest();
            }
            yielded = !rested && scheduler.anyWaiting();
        }
        serving = null;
        if (yielded) {
            scheduler.schedule(task);
        }
    }

    /** Looks on for a moment before it lets the mailbox rest; whether something came. */
    private boolean linger(DeliveryQueue queue) {
        if (!SPARE_PROCESSORS || !scheduler.adaptive()) {
            return false;
        }
        for (int i = 0; i < LINGER; i++) {
            if (queue.waiting()) {
                return true;
            }
            if ((i & 31) == 31 && scheduler.anyWaiting()) {
                return false;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    void park() {
        if (!woken) {
            LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
        }
        woken = false;
        Thread.interrupted();
    }

    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /** What it serves now, or null. */
    Task serving() {
        return serving;
    }

    /** Changes with each call of a mailbox. */
    long turn() {
        return turn;
    }

    boolean waitsForSomething() {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || state == Thread.State.BLOCKED;
    }

    void markStalled() {
        stalled = true;
    }

    boolean stalled() {
        return stalled;
    }

    /** Whether it is in a call that has outlasted its time budget. */
    boolean lost() {
        Task task = serving;
        return stalled && task != null && task.lost;
    }

    boolean join(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
