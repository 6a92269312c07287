package io.signalbox.processor.batch.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks every 10 ms whether a worker has been in the same batch for long while others wait, and has another thread stand
 * in for it. One that waits for something counts after two looks, one that computes after ten. When handlers go on
 * blocking it starts more each time, so that a hundred hung handlers delay the others by a moment only.
 */
final class StallMonitor implements Runnable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long IDLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LOOKS_WAITING = 2;
    private static final int LOOKS_COMPUTING = 10;
    private static final int MOST_EXTRA = 64;

    private record Seen(long turn, int looks) {}

    private final Crew crew;
    private final Agenda agenda;
    private final Thread thread;
    private Map<Worker, Seen> seen = new HashMap<>();
    private int extra;
    private volatile boolean closed;

    StallMonitor(Crew crew, Agenda agenda) {
        this.crew = crew;
        this.agenda = agenda;
        thread = new Thread(null, this, "signalbox-batch-monitor", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(StallMonitor.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!closed) {
            boolean busy = look();
            LockSupport.parkNanos(busy ? LOOK_NANOS : IDLE_LOOK_NANOS);
        }
    }

    /** One look; whether any worker is at work. */
    boolean look() {
        Map<Worker, Seen> now = new HashMap<>();
        boolean newlyStalled = false;
        for (Worker worker : crew.workers()) {
            if (worker.serving() != null) {
                Seen before = seen.get(worker);
                long turn = worker.turn();
                int looks = before != null && before.turn == turn ? before.looks + 1 : 0;
                now.put(worker, new Seen(turn, looks));
                if (looks >= (worker.waitsForSomething() ? LOOKS_WAITING : LOOKS_COMPUTING) && !worker.stalled()) {
                    worker.markStalled();
                    newlyStalled = true;
                }
            }
        }
        seen = now;
        if (agenda.anyOverdue()) {
            extra = newlyStalled ? Math.min(MOST_EXTRA, extra * 2 + 1) : extra;
            crew.standIn(newlyStalled ? extra : 0);
        } else {
            extra = 0;
        }
        return !now.isEmpty();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
