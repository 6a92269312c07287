package io.signalbox.processor.batch.internal;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.tuning.internal.BenchTuning;

/** Opens the door of this package for the benchmarks. */
public final class BenchBatch {

    private BenchBatch() {}

    /** A running processor with so many workers, tuned as by default; {@link #close} ends it. */
    public static EventProcessor processor(int workers) {
        BatchProcessor processor = new BatchProcessor(new BatchSettings(BatchConfig.DEFAULT, workers, 256, "smart"));
        processor.add(BenchTuning.smart(), 0);
        return processor;
    }

    public static void close(EventProcessor processor) {
        ((BatchProcessor) processor).close();
    }
}
