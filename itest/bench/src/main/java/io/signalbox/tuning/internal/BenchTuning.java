package io.signalbox.tuning.internal;

import io.signalbox.api.spi.TuningStrategy;

/** Opens the door of this package for the benchmarks. */
public final class BenchTuning {

    private BenchTuning() {}

    public static TuningStrategy smart() {
        return new SmartBatchingStrategy(SmartSettings.DEFAULT);
    }
}
