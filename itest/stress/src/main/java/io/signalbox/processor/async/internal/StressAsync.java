package io.signalbox.processor.async.internal;

import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.spi.EventProcessor;

/** Opens the door of this package for the stress tests. */
public final class StressAsync {

    private StressAsync() {}

    /** A running processor; {@link #close} ends it. */
    public static EventProcessor processor() {
        return new WorkStealingScheduler(AsyncConfig.DEFAULT.withWorkerThreads(2));
    }

    public static void close(EventProcessor processor) {
        ((WorkStealingScheduler) processor).close();
    }
}
