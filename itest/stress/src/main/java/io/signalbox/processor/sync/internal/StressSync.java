package io.signalbox.processor.sync.internal;

import io.signalbox.api.spi.EventProcessor;

/** Opens the door of this package for the stress tests. */
public final class StressSync {

    private StressSync() {}

    public static EventProcessor processor() {
        return new SyncProcessor();
    }
}
