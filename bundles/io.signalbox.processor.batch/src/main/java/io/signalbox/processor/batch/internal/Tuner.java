package io.signalbox.processor.batch.internal;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.QueueLoad;
import io.signalbox.api.spi.TuningRecommendation;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the chosen strategy every 100 ms for each mailbox that had something to do, and does what it says within the
 * bounds: sizes between minimum and maximum, intervals between 1 and 100 ms (the old asynchronous bus's bounds, which it
 * never applied) or as far as the settings go beyond these. What a subscription has fixed is left alone. The workers,
 * which all mailboxes share, follow the highest recommendation of a round.
 */
final class Tuner implements Runnable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LEAST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MOST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Collection<Task> tasks;
    private final TuningStrategies strategies;
    private final Crew crew;
    private final Thread thread;
    private volatile BatchSettings settings;
    private volatile boolean closed;

    Tuner(Collection<Task> tasks, TuningStrategies strategies, Crew crew, BatchSettings settings) {
        this.tasks = tasks;
        this.strategies = strategies;
        this.crew = crew;
        this.settings = settings;
        thread = new Thread(null, this, "signalbox-batch-tuner", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Tuner.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    /** Works with other settings from now on, and with their values until the strategy says otherwise. */
    void reconfigure(BatchSettings next) {
        settings = next;
        tasks.forEach(task -> task.configure(next.batch()));
    }

    /** There is a mailbox to look after. */
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!closed) {
            if (tasks.isEmpty()) {
                LockSupport.park();
            } else {
                look();
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /** One round over all mailboxes. */
    void look() {
        BatchSettings now = settings;
        double workers = 0;
        for (Task task : tasks) {
            if (!now.batch().adaptiveBatching()) {
                say(task, "");
            } else if (strategies.has(now.strategy())) {
                workers = Math.max(workers, tune(task, now));
            } else {
                say(task, "; there is no tuning strategy '" + now.strategy() + "', the values stay");
            }
        }
        if (workers != 0) {
            long wanted = Math.round(crew.wanted() * (1 + workers));
            crew.resize((int) Math.max(1, Math.min(now.maxThreads(), wanted)), now.maxThreads());
        }
    }

    /** Tunes one mailbox; returns what is recommended for the workers. */
    private double tune(Task task, BatchSettings now) {
        QueueLoad load = task.queue.load();
        if (load.handled() == 0) {
            say(task, "");
            return 0;
        }
        Optional<TuningRecommendation> answer = strategies.ask(now.strategy(), metrics(task, load));
        if (answer.isEmpty()) {
            return 0;
        }
        apply(task, answer.get(), now.batch());
        String reason = answer.get().reason();
        say(task, reason.isEmpty() ? "" : "; " + now.strategy() + ": " + reason);
        return answer.get().workerCountAdjustment();
    }

    private PerformanceMetrics metrics(Task task, QueueLoad load) {
        return new PerformanceMetrics(
                task.queue.subscription(),
                load.perSecond(),
                Duration.ofNanos(load.p99Nanos()),
                Duration.ofNanos(load.ageNanos()),
                load.waiting(),
                Duration.ofNanos((long) load.nanosPerEvent()),
                task.size(),
                Duration.ofNanos(task.intervalNanos()),
                crew.wanted(),
                task.baseSize(),
                Duration.ofNanos(task.baseIntervalNanos()));
    }

    private static void apply(Task task, TuningRecommendation change, BatchConfig bounds) {
        int size = task.size();
        if (change.batchSizeAdjustment() != 0 && task.queue.batchSize().isEmpty()) {
            double wanted = Math.rint(size * (1 + change.batchSizeAdjustment()));
            size = (int) Math.max(bounds.minBatchSize(), Math.min(bounds.maxBatchSize(), wanted));
        }
        long interval = task.intervalNanos();
        if (change.intervalAdjustment() != 0 && task.queue.batchInterval().isEmpty()) {
            double wanted = interval * (1 + change.intervalAdjustment());
            long least = Math.min(LEAST_INTERVAL_NANOS, task.baseIntervalNanos());
            long most = Math.max(MOST_INTERVAL_NANOS, task.baseIntervalNanos());
            interval = (long) Math.max(least, Math.min(most, wanted));
        }
        task.tune(size, interval);
    }

    private static void say(Task task, String why) {
        String text = String.format(
                Locale.ROOT, "batches of %d events or %.1f ms%s", task.fullSize(), task.intervalNanos() / 1e6, why);
        if (!text.equals(task.said)) {
            task.said = text;
            task.queue.describe(text);
        }
    }

    void close() {
        closed = true;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
