package io.signalbox.core.internal;

import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.processor.async.internal.StressAsync;
import io.signalbox.processor.batch.internal.StressBatch;
import io.signalbox.processor.sync.internal.StressSync;
import java.time.Duration;

/** A running bus with the real processors, which one thread may replace. */
final class StressedBus implements AutoCloseable {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SMALL_MAILBOX = 64;

    final EventBusCore core = new EventBusCore(EventBusConfig.builder()
            .blockDeadline(PATIENT)
            .swapGrace(PATIENT)
            .drainDeadline(PATIENT)
            .build());

    private EventProcessor sync = StressSync.processor();
    final RandomChooser chooser = new RandomChooser();

    private EventProcessor async = StressAsync.processor();
    private EventProcessor batch = StressBatch.processor();

    StressedBus() {
        core.addProcessor(sync, 0, "sync");
        core.addProcessor(async, 0, "async");
        core.addProcessor(batch, 0, "batch");
        core.addProcessor(chooser, 0, "chooser");
        core.start();
    }

    /** Options of a subscription that loses nothing: its full mailbox makes publishers wait. */
    static SubscriptionOptions lossless(ProcessingMode mode) {
        return SubscriptionOptions.builder()
                .mode(mode)
                .overflow(OverflowPolicy.BLOCK)
                .queueCapacity(SMALL_MAILBOX)
                .build();
    }

    /** Puts a new processor in the place of the one that serves SYNC; first the new one, or first none. */
    void swapSync(boolean gap) {
        EventProcessor next = StressSync.processor();
        swap(sync, next, gap);
        sync = next;
    }

    /** The same for ASYNC. */
    void swapAsync(boolean gap) {
        EventProcessor next = StressAsync.processor();
        swap(async, next, gap);
        StressAsync.close(async);
        async = next;
    }

    /** The same for BATCH. */
    void swapBatch(boolean gap) {
        EventProcessor next = StressBatch.processor();
        swap(batch, next, gap);
        StressBatch.close(batch);
        batch = next;
    }

    private void swap(EventProcessor old, EventProcessor next, boolean gap) {
        if (gap) {
            core.removeProcessor(old);
            core.addProcessor(next, 0, "next");
        } else {
            core.addProcessor(next, 1, "next");
            core.removeProcessor(old);
        }
    }

    @Override
    public void close() {
        core.close();
        StressAsync.close(async);
        StressBatch.close(batch);
    }
}
