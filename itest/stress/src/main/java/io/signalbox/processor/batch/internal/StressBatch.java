package io.signalbox.processor.batch.internal;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.spi.EventProcessor;
import java.time.Duration;

/** Opens the door of this package for the stress tests. */
public final class StressBatch {

    private StressBatch() {}

    /** A running processor of batches that are often full and often not; {@link #close} ends it. */
    public static EventProcessor processor() {
        BatchConfig small = BatchConfig.DEFAULT.withBatchSizes(1, 10, 32).withBatchInterval(Duration.ofMillis(1));
        return new BatchProcessor(new BatchSettings(small, 2, 16, "none"));
    }

    public static void close(EventProcessor processor) {
        ((BatchProcessor) processor).close();
    }
}
