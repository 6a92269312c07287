package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;

/** Serves SYNC in the plainest way. */
record Inline() implements EventProcessor {

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.SYNC;
    }

    @Override
    public void signal(DeliveryQueue queue) {
        queue.deliver(Integer.MAX_VALUE);
    }
}
