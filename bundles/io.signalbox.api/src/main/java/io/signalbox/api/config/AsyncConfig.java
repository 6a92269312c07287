package io.signalbox.api.config;

import java.util.OptionalInt;

/** The settings of asynchronous delivery. Immutable. */
public final class AsyncConfig {

    /** Mailboxes of 1,024 events; as many workers as processors; at most 256 threads; adaptive scheduling on. */
    public static final AsyncConfig DEFAULT = new AsyncConfig(1_024, OptionalInt.empty(), 256, true);

    private final int queueSize;
    private final OptionalInt workerThreads;
    private final int maxThreads;
    private final boolean adaptiveScheduling;

    private AsyncConfig(int queueSize, OptionalInt workerThreads, int maxThreads, boolean adaptiveScheduling) {
        this.queueSize = queueSize;
        this.workerThreads = workerThreads;
        this.maxThreads = maxThreads;
        this.adaptiveScheduling = adaptiveScheduling;
    }

    /** @throws IllegalArgumentException unless {@code events} is between 1 and 1,048,576 */
    public AsyncConfig withQueueSize(int events) {
        Range.integer("queueSize", events, 1, 1 << 20);
        return new AsyncConfig(events, workerThreads, maxThreads, adaptiveScheduling);
    }

    /** @throws IllegalArgumentException unless {@code threads} is between 1 and 1,024 */
    public AsyncConfig withWorkerThreads(int threads) {
        Range.integer("workerThreads", threads, 1, 1_024);
        return new AsyncConfig(queueSize, OptionalInt.of(threads), maxThreads, adaptiveScheduling);
    }

    /** @throws IllegalArgumentException unless {@code threads} is between 1 and 32,768 */
    public AsyncConfig withMaxThreads(int threads) {
        Range.integer("maxThreads", threads, 1, 32_768);
        return new AsyncConfig(queueSize, workerThreads, threads, adaptiveScheduling);
    }

    public AsyncConfig withAdaptiveScheduling(boolean wanted) {
        return new AsyncConfig(queueSize, workerThreads, maxThreads, wanted);
    }

    /** Events a mailbox holds, unless its subscription says. */
    public int queueSize() {
        return queueSize;
    }

    /** Threads that deliver; empty is one for each processor of the machine. */
    public OptionalInt workerThreads() {
        return workerThreads;
    }

    /**
     * Threads at most, with those that stand in for workers whose handler blocks. A thread that is lost to a handler
     * over its time budget does not count.
     */
    public int maxThreads() {
        return maxThreads;
    }

    /** Whether a worker that finds nothing looks on for a moment before it sleeps, if there are processors to spare. */
    public boolean adaptiveScheduling() {
        return adaptiveScheduling;
    }
}
