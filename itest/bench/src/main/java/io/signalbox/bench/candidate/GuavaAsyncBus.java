package io.signalbox.bench.candidate;

import com.google.common.eventbus.AsyncEventBus;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Peer: Guava's AsyncEventBus on one thread, whose queue has no bound. */
final class GuavaAsyncBus implements AsyncBus {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final AsyncEventBus bus = new AsyncEventBus(worker);

    GuavaAsyncBus(Sink handler) {
        bus.register(handler);
    }

    @Override
    public void publish(BenchEvent event) {
        bus.post(event);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
