package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Delivers when the test says so, on the test's own thread; SYNC at once, on the publisher's. ADAPTIVE serves as ASYNC. */
final class HandProcessor implements EventProcessor {
    private static final int BATCH = 100;

    private final ProcessingMode mode;
    private final Set<DeliveryQueue> signalled = new LinkedHashSet<>(); // guarded by this

    HandProcessor(ProcessingMode mode) {
        this.mode = mode;
    }

    @Override
    public ProcessingMode mode() {
        return mode;
    }

    @Override
    public boolean immediate() {
        return mode == ProcessingMode.SYNC;
    }

    @Override
    public void attach(DeliveryQueue queue) {
        if (mode == ProcessingMode.ADAPTIVE) {
            queue.serveAs(ProcessingMode.ASYNC, "the test drives it");
        }
    }

    @Override
    public synchronized void signal(DeliveryQueue queue) {
        signalled.add(queue);
    }

    @Override
    public synchronized void detach(DeliveryQueue queue) {
        signalled.remove(queue);
    }

    /** Gives each queue that was signalled one turn of up to {@code limit} events; returns how many were dealt with. */
    int turn(int limit) {
        int dealt = 0;
        for (DeliveryQueue queue : takeSignalled()) {
            if (dealt < limit) {
                dealt += mode == ProcessingMode.BATCH
                        ? queue.deliverBatch(
                                Math.min(limit - dealt, queue.batchSize().orElse(BATCH)))
                        : queue.deliver(limit - dealt);
            }
            if (!queue.rest()) {
                signal(queue);
            }
        }
        return dealt;
    }

    private synchronized List<DeliveryQueue> takeSignalled() {
        List<DeliveryQueue> taken = new ArrayList<>(signalled);
        signalled.clear();
        return taken;
    }
}
