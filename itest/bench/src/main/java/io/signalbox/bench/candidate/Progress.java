package io.signalbox.bench.candidate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import io.signalbox.api.DomainEvent;
import java.util.concurrent.atomic.AtomicLongArray;

/** Tells each producer how many of its events were consumed. One thread at a time calls {@link #handle}. */
public sealed class Progress extends Sink permits Priced {
    private static final int CACHE_LINES = 5;

    private final AtomicLongArray consumed;

    public Progress(int producers) {
        consumed = new AtomicLongArray(producers + 2 << CACHE_LINES);
    }

    @Override
    @Subscribe
    @AllowConcurrentEvents
    public void handle(DomainEvent event) {
        int slot = slot(((BenchEvent) event).producer());
        consumed.setRelease(slot, consumed.getPlain(slot) + 1);
    }

    /** How many events of {@code producer} were handled so far. */
    public final long countOf(int producer) {
        return consumed.getAcquire(slot(producer));
    }

    private static int slot(int producer) {
        return producer + 1 << CACHE_LINES;
    }
}
