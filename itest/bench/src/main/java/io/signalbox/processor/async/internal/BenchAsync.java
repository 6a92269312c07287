package io.signalbox.processor.async.internal;

import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.spi.EventProcessor;

/** Opens the door of this package for the benchmarks. */
public final class BenchAsync {

    private BenchAsync() {}

    /** A running processor with so many workers; {@link #close} ends it. */
    public static EventProcessor processor(int workers) {
        return new WorkStealingScheduler(AsyncConfig.DEFAULT.withWorkerThreads(workers));
    }

    public static void close(EventProcessor processor) {
        ((WorkStealingScheduler) processor).close();
    }
}
