package io.signalbox.processor.sync.internal;

import io.signalbox.api.spi.EventProcessor;

/** Opens the door of this package for the benchmarks. */
public final class BenchSync {

    private BenchSync() {}

    public static EventProcessor processor() {
        return new SyncProcessor();
    }
}
