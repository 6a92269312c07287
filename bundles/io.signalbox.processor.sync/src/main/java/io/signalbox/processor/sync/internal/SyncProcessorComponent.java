package io.signalbox.processor.sync.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import org.osgi.service.component.annotations.Component;

/** Plugs the {@link SyncProcessor} into OSGi. */
@Component(service = EventProcessor.class, immediate = true)
public final class SyncProcessorComponent implements EventProcessor {
    private final SyncProcessor processor = new SyncProcessor();

    @Override
    public ProcessingMode mode() {
        return processor.mode();
    }

    @Override
    public boolean immediate() {
        return processor.immediate();
    }

    @Override
    public void signal(DeliveryQueue queue) {
        processor.signal(queue);
    }
}
