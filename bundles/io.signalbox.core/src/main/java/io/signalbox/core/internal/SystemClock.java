package io.signalbox.core.internal;

import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clock, with one thread for what is due later. */
final class SystemClock implements BusClock {
    private static final Logger LOG = LoggerFactory.getLogger(SystemClock.class);

    private final ScheduledThreadPoolExecutor timer;

    SystemClock() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "signalbox-clock", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(SystemClock.class.getClassLoader());
            return thread;
        });
        timer.setRejectedExecutionHandler(
                new ThreadPoolExecutor.DiscardPolicy()); // it is closed, and nothing is due any more
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.prestartAllCoreThreads();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
        ScheduledFuture<?> due = timer.schedule(() -> runAndLog(task), delayNanos, TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    }

    private static void runAndLog(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a timed task of the bus failed: this is a fault of the bus", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
