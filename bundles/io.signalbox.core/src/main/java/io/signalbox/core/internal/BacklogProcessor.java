package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Delivers what SYNC subscriptions could not take on their publishers' threads: what waited while the handler was away
 * or in quarantine, and retries. A thread for each such subscription, for as long as it has something; so at most as
 * many threads as SYNC subscriptions are behind.
 */
final class BacklogProcessor implements EventProcessor, AutoCloseable {
    private static final int TURN = 64;
    private static final long KEEP_SECONDS = 5;

    private final BusClock clock;
    private final AtomicLong threads = new AtomicLong();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    BacklogProcessor(BusClock clock) {
        this.clock = clock;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "signalbox-backlog-" + threads.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(BacklogProcessor.class.getClassLoader());
        return thread;
    }

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.SYNC;
    }

    @Override
    public void signal(DeliveryQueue queue) {
        // By way of the clock, so that no thread is made, and inherits anything, on a publisher's stack.
        clock.after(0, () -> executor.execute(() -> serve(queue)));
    }

    private static void serve(DeliveryQueue queue) {
        boolean rested = false;
        while (!rested) {
            rested = queue.deliver(TURN) == 0 && queue.rest();
            Thread.interrupted();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
