package io.signalbox.core.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads of one bus beside its clock's. They are gone after a few seconds without work. Tests give it others.
 *
 * @param backlog serves what SYNC subscriptions are behind with; a thread for each such subscription
 * @param tellers tells requesters that the limit of their request is over; one thread, which waits for none of the bus
 * @param end ends them
 */
record BusThreads(Executor backlog, Executor tellers, Runnable end) {
    private static final long KEEP_SECONDS = 5;

    /** Threads of its own. */
    static BusThreads start() {
        AtomicLong numbers = new AtomicLong();
        ExecutorService backlog = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> thread(work, "signalbox-backlog-" + numbers.incrementAndGet()));
        ThreadFactory teller = work -> thread(work, "signalbox-request-limits");
        // What waits here is no more than there were requests, each of which is over.
        ExecutorService tellers =
                new ThreadPoolExecutor(0, 1, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), teller);
        return new BusThreads(backlog, tellers, () -> {
            backlog.shutdownNow();
            tellers.shutdown();
        });
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(BusThreads.class.getClassLoader());
        return thread;
    }
}
