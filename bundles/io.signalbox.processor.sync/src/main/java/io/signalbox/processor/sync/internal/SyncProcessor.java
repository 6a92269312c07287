package io.signalbox.processor.sync.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;

/** Delivers at once, on the thread that publishes. */
final class SyncProcessor implements EventProcessor {

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.SYNC;
    }

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public void signal(DeliveryQueue queue) {
        do {
            queue.deliver(Integer.MAX_VALUE);
        } while (!queue.rest());
    }
}
