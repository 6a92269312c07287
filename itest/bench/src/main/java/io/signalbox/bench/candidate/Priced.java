package io.signalbox.bench.candidate;

import io.signalbox.api.DomainEvent;
import java.util.List;

/** Takes its time for each call, as a round trip or a flush does, and a little for each event. */
public final class Priced extends Progress {
    private final long callNanos;
    private final long eventNanos;

    public Priced(int producers, long callNanos, long eventNanos) {
        super(producers);
        this.callNanos = callNanos;
        this.eventNanos = eventNanos;
    }

    @Override
    public void handle(DomainEvent event) {
        spend(callNanos + eventNanos);
        super.handle(event);
    }

    @Override
    public void handleBatch(List<? extends DomainEvent> events) {
        spend(callNanos + eventNanos * events.size());
        for (int i = 0; i < events.size(); i++) {
            super.handle(events.get(i));
        }
    }

    /** Computes for so long. */
    static void spend(long nanos) {
        if (nanos > 0) {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        }
    }
}
