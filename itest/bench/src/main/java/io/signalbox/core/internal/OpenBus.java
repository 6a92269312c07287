package io.signalbox.core.internal;

import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.bench.candidate.SwappableBus;
import io.signalbox.bench.candidate.SyncBus;
import io.signalbox.processor.async.internal.BenchAsync;
import io.signalbox.processor.sync.internal.BenchSync;
import java.util.List;

/** A running bus with its default settings: isolation, time budget and receipts are in force. */
class OpenBus implements SyncBus, SwappableBus {
    private static final SubscriptionOptions SYNC =
            SubscriptionOptions.builder().mode(ProcessingMode.SYNC).build();
    private static final SubscriptionOptions ASYNC = SubscriptionOptions.builder()
            .mode(ProcessingMode.ASYNC)
            .overflow(OverflowPolicy.BLOCK)
            .queueCapacity(AsyncBus.CAPACITY)
            .build();

    final EventBusCore bus = new EventBusCore(EventBusConfig.builder().build());
    private final int workers;
    private EventProcessor async;
    private int ranking;

    /** A bus whose handlers run on the publishing thread. */
    OpenBus() {
        this(List.of(), 1);
    }

    /** A bus that has these handlers, which run on its workers. */
    OpenBus(List<Sink> handlers, int workers) {
        this.workers = workers;
        bus.addProcessor(BenchSync.processor(), 0, "sync");
        async = BenchAsync.processor(workers);
        bus.addProcessor(async, 0, "async");
        bus.start();
        handlers.forEach(handler -> bus.subscribe(BenchEvent.MEASURED, handler, ASYNC));
    }

    @Override
    public void publish(BenchEvent event) {
        bus.publish(event);
    }

    @Override
    public final Object subscribe(String eventType, Sink handler) {
        return bus.subscribe(eventType, handler, SYNC);
    }

    @Override
    public final void unsubscribe(Object subscription) {
        bus.unsubscribe((EventSubscriptionId) subscription);
    }

    @Override
    public final void swap() {
        EventProcessor old = async;
        async = BenchAsync.processor(workers);
        bus.addProcessor(async, ++ranking, "async");
        bus.removeProcessor(old);
        BenchAsync.close(old);
    }

    @Override
    public final void close() {
        bus.close();
        BenchAsync.close(async);
    }
}
