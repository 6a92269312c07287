package io.signalbox.processor.batch.internal;

import io.signalbox.api.spi.DeliveryQueue;
import java.util.concurrent.TimeUnit;

/** One thread that serves mailboxes, a batch of one after a batch of another. */
final class Worker implements Runnable {
    private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int SPINS = 32;
    private static final boolean SPARE_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

    private final Crew crew;
    private final Agenda agenda;
    private final Thread thread;
    private volatile Task serving;
    private volatile long turn; // by this worker
    private volatile boolean stalled; // set by the monitor

    Worker(Crew crew, Agenda agenda, String name) {
        this.crew = crew;
        this.agenda = agenda;
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
        for (Task task = agenda.next(this, crew); task != null; task = agenda.next(this, crew)) {
            serving = task;
            serve(task);
            serving = null;
        }
    }

    /** Serves the mailbox until it rests, has to wait, or gives way to another. */
    private void serve(Task task) {
        DeliveryQueue queue = task.queue;
        FlushRule rule = task.rule;
        while (true) {
            int size = task.fullSize();
            long interval = task.intervalNanos();
            boolean due = task.detached || rule.due(queue.size(), size, interval, System.nanoTime());
            if (!due && !linger(task, size)) {
                waitFor(task, size, interval);
                return;
            }
            turn = turn + 1;
            int delivered = queue.deliverBatch(size);
            stalled = false; // if a stand-in does our work we go on, and end when there is nothing left to do
            Thread.interrupted(); // an interrupt was meant for the handler
            if (delivered > 0) {
                rule.flushed(delivered, System.nanoTime());
            }
            if (delivered == 0 || queue.size() == 0 && !soon(task, size) && !linger(task, 1)) {
                if (queue.rest()) {
                    return;
                }
                if (delivered == 0) {
                    agenda.later(task, System.nanoTime() + Looks.SHORTEST_NANOS); // somebody else delivers just now
                    return;
                }
            }
            if (agenda.anyReady()) {
                agenda.ready(task);
                return;
            }
        }
    }

    /**
     * Whether the next batch begins long before it is due. Then the mailbox need not rest, and its publishers need not
     * signal: we look again in any case.
     */
    private static boolean soon(Task task, int size) {
        return task.rule.nanosUntil(1) < task.intervalNanos() / Looks.IN_INTERVAL;
    }

    private void waitFor(Task task, int size, long interval) {
        long now = System.nanoTime();
        agenda.later(task, Looks.next(task.rule, size - task.queue.size(), interval, now));
    }

    /** Looks on for a moment if so many events are about to be there; whether they are. */
    private boolean linger(Task task, int wanted) {
        if (!SPARE_PROCESSORS || task.rule.nanosUntil(wanted - task.queue.size()) > LINGER_NANOS) {
            return false;
        }
        long end = System.nanoTime() + LINGER_NANOS;
        while (!agenda.anyReady()) {
            if (task.queue.size() >= wanted) {
                return true;
            }
            if (System.nanoTime() - end > 0) {
                return false;
            }
            for (int i = 0; i < SPINS; i++) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** What it serves now, or null. */
    Task serving() {
        return serving;
    }

    /** Changes with each batch. */
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
