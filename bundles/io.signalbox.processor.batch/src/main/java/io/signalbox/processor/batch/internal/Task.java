package io.signalbox.processor.batch.internal;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.spi.DeliveryQueue;
import java.time.Duration;

/**
 * One mailbox that this processor serves, and how large its batches are now. It is in the hands of one worker, or waits
 * in the {@link Agenda} once, or rests.
 */
final class Task {
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    final DeliveryQueue queue;
    final FlushRule rule; // by the thread that serves it
    long lookNanos; // guarded by the agenda
    String said = ""; // by the tuner
    volatile boolean detached;
    volatile boolean lost; // a thread is in a call of it that outlasted its budget
    volatile Thread own; // the virtual thread that serves it, if one does

    private volatile int baseSize;
    private volatile long baseIntervalNanos;
    private volatile int size;
    private volatile long intervalNanos;

    Task(DeliveryQueue queue, BatchConfig config, long now) {
        this.queue = queue;
        configure(config);
        rule = new FlushRule(now - intervalNanos);
    }

    /** Starts from these settings again; what the subscription asked for goes before them. */
    void configure(BatchConfig config) {
        baseSize = queue.batchSize().orElse(config.defaultBatchSize());
        Duration interval = queue.batchInterval().orElse(config.batchInterval());
        baseIntervalNanos = interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL.toNanos() : interval.toNanos();
        tune(baseSize, baseIntervalNanos);
    }

    void tune(int events, long nanos) {
        size = events;
        intervalNanos = nanos;
    }

    /** Events of a full batch; never more than half of the mailbox, so that publishers find room meanwhile. */
    int fullSize() {
        return Math.max(1, Math.min(size, queue.capacity() / 2));
    }

    int size() {
        return size;
    }

    long intervalNanos() {
        return intervalNanos;
    }

    int baseSize() {
        return baseSize;
    }

    long baseIntervalNanos() {
        return baseIntervalNanos;
    }
}
