package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.processor.sync.internal.BenchSync;

/** A running bus whose SYNC subscriptions have filters. */
public final class FilteredBus {
    private final EventBusCore bus = new EventBusCore(EventBusConfig.builder().build());

    public FilteredBus() {
        bus.addProcessor(BenchSync.processor(), 0, "sync");
        bus.start();
    }

    public void subscribe(EventFilter filter, EnhancedEventHandler handler) {
        SubscriptionOptions options = SubscriptionOptions.builder()
                .mode(ProcessingMode.SYNC)
                .filter(filter)
                .build();
        bus.subscribe(BenchEvent.MEASURED, handler, options);
    }

    public void publish(DomainEvent event) {
        bus.publish(event);
    }

    public void close() {
        bus.close();
    }
}
