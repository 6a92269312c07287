package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.processor.adaptive.internal.BenchAdaptive;
import io.signalbox.processor.async.internal.BenchAsync;
import io.signalbox.processor.batch.internal.BenchBatch;
import io.signalbox.processor.sync.internal.BenchSync;

/** A running bus with every processor, one worker each, and one subscription in the mode that is measured. */
public final class ModeBus implements AsyncBus {
    private final EventBusCore bus = new EventBusCore(EventBusConfig.builder().build());
    private final EventProcessor async = BenchAsync.processor(1);
    private final EventProcessor batch = BenchBatch.processor(1);
    private final BenchAdaptive adaptive = new BenchAdaptive();

    /** @param batchSize events of a batch; 0 leaves it to the tuning */
    public ModeBus(ProcessingMode mode, EnhancedEventHandler handler, int batchSize) {
        bus.addProcessor(BenchSync.processor(), 0, "sync");
        bus.addProcessor(async, 0, "async");
        bus.addProcessor(batch, 0, "batch");
        bus.addProcessor(adaptive, 0, "adaptive");
        bus.start();
        SubscriptionOptions.Builder options = SubscriptionOptions.builder()
                .mode(mode)
                .overflow(OverflowPolicy.BLOCK)
                .queueCapacity(CAPACITY);
        if (batchSize > 0) {
            options.batchSize(batchSize);
        }
        bus.subscribe(BenchEvent.MEASURED, handler, options.build());
    }

    @Override
    public void publish(BenchEvent event) {
        bus.publish(event);
    }

    /** How often the adaptive processor has changed the mode. */
    public int changes() {
        return adaptive.changes();
    }

    /** How the subscription is served now, in words. */
    public String processing() {
        return bus.subscriptions().get(0).processing();
    }

    @Override
    public void close() {
        bus.close();
        BenchAsync.close(async);
        BenchBatch.close(batch);
        adaptive.close();
    }
}
