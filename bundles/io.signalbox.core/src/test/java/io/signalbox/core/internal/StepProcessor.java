package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.LinkedHashSet;
import java.util.Set;

/** Delivers when the test says so, on the test's own thread. */
final class StepProcessor implements EventProcessor {
    private final ProcessingMode mode;
    private final Set<DeliveryQueue> signalled = new LinkedHashSet<>();
    int overruns;
    int recoveries;
    int detached;

    StepProcessor(ProcessingMode mode) {
        this.mode = mode;
    }

    @Override
    public ProcessingMode mode() {
        return mode;
    }

    @Override
    public synchronized void signal(DeliveryQueue queue) {
        signalled.add(queue);
    }

    @Override
    public synchronized void detach(DeliveryQueue queue) {
        signalled.remove(queue);
        detached++;
    }

    @Override
    public void overrun(DeliveryQueue queue) {
        overruns++;
    }

    @Override
    public void recovered(DeliveryQueue queue) {
        recoveries++;
    }

    /** Delivers until every signalled queue rests; returns how many events that were. */
    int runAll() {
        int delivered = 0;
        for (DeliveryQueue queue = next(); queue != null; queue = next()) {
            boolean rested = false;
            while (!rested) {
                int some = deliver(queue, 8);
                delivered += some;
                rested = some == 0 && queue.rest();
            }
        }
        return delivered;
    }

    /** Delivers one event of one signalled queue, if there is any. */
    void runOne() {
        DeliveryQueue queue = next();
        if (queue != null && (deliver(queue, 1) > 0 || !queue.rest())) {
            signal(queue);
        }
    }

    private int deliver(DeliveryQueue queue, int limit) {
        return mode == ProcessingMode.BATCH ? queue.deliverBatch(limit) : queue.deliver(limit);
    }

    private synchronized DeliveryQueue next() {
        var queues = signalled.iterator();
        if (!queues.hasNext()) {
            return null;
        }
        DeliveryQueue next = queues.next();
        queues.remove();
        return next;
    }
}
