package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.concurrent.Executor;

/**
 * Delivers what SYNC subscriptions could not take on their publishers' threads: what waited while the handler was away
 * or in quarantine, and retries. A thread for each such subscription, for as long as it has something; so at most as
 * many threads as SYNC subscriptions are behind.
 */
final class BacklogProcessor implements EventProcessor {
    private static final int TURN = 64;

    private final BusClock clock;
    private final Executor threads;

    BacklogProcessor(BusClock clock, Executor threads) {
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.SYNC;
    }

    @Override
    public void signal(DeliveryQueue queue) {
        // By way of the clock, so that no thread is made, and inherits anything, on a publisher's stack.
        clock.after(0, () -> threads.execute(() -> serve(queue)));
    }

    private static void serve(DeliveryQueue queue) {
        boolean rested = false;
        while (!rested) {
            rested = queue.deliver(TURN) == 0 && queue.rest();
            Thread.interrupted();
        }
    }
}
