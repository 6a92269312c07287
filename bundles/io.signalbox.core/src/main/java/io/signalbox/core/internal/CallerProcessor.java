package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;

/**
 * Delivers on the thread that publishes, for mailboxes whose processor chose that: one event at a time, as everywhere
 * else. What other publishers bring meanwhile is left to the backlog after a turn, so that nobody works for all.
 */
final class CallerProcessor implements EventProcessor {
    private static final int TURN = 64;

    private final EventProcessor backlog;

    CallerProcessor(EventProcessor backlog) {
        this.backlog = backlog;
    }

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.SYNC;
    }

    @Override
    public void signal(DeliveryQueue queue) {
        int delivered = queue.deliver(TURN);
        boolean rested = delivered < TURN && queue.rest();
        if (!rested) {
            signalElsewhere(queue);
        }
    }

    /** Lets another thread do it. */
    void signalElsewhere(DeliveryQueue queue) {
        backlog.signal(queue);
    }
}
