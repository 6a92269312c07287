package io.signalbox.processor.batch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers: as many as are wanted, and stand-ins for those that are stuck in a handler, up to a bound. A thread that
 * is lost to a handler over its time budget does not count against the bound until it comes back; a stand-in that is no
 * longer needed ends when it is idle. Safe for any thread.
 */
final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final long JOIN_MILLIS = 1_000;

    private final Agenda agenda;
    private final List<Worker> workers = new ArrayList<>(); // guarded by this
    private int started; // guarded by this
    private volatile int wanted;
    private volatile int most;
    private volatile boolean closed;

    Crew(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Works with so many threads from now on. */
    void resize(int nowWanted, int nowMost) {
        most = nowMost;
        wanted = Math.min(nowWanted, nowMost);
        standIn(0);
        agenda.lookNow(); // one that is no longer needed ends
    }

    int wanted() {
        return wanted;
    }

    synchronized List<Worker> workers() {
        return List.copyOf(workers);
    }

    /** Whether a worker that has nothing to do should end; then it is no longer one of us. */
    synchronized boolean surplus(Worker worker) {
        boolean tooMany = closed || working() > wanted;
        if (tooMany) {
            workers.remove(worker);
        }
        return tooMany;
    }

    /** Starts workers so that {@code extra} more than are wanted, those not counted that are stuck, are at work. */
    synchronized void standIn(int extra) {
        int counted = 0;
        for (Worker worker : workers) {
            counted += worker.lost() ? 0 : 1;
        }
        int missing = Math.min(wanted + extra - working(), most - counted);
        for (int i = 0; i < missing && !closed; i++) {
            Worker worker = new Worker(this, agenda, "signalbox-batch-" + ++started);
            workers.add(worker);
            worker.start();
        }
    }

    private int working() {
        int working = 0;
        for (Worker worker : workers) {
            working += worker.stalled() ? 0 : 1;
        }
        return working;
    }

    /** Ends all threads; one that is inside a handler ends when that returns. */
    void close() {
        closed = true;
        List<Worker> all = workers();
        agenda.lookNow();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
        int left = 0;
        for (Worker worker : all) {
            left += worker.join(end - System.nanoTime()) ? 0 : 1;
        }
        if (left > 0) {
            LOG.warn("{} worker threads are still inside a handler; they end when it returns", left);
        }
    }
}
