package io.signalbox.bench.candidate;

/** Peer: Felix EventAdmin's asynchronous delivery, whose queue has no bound. */
final class FelixPostBus implements AsyncBus {
    private final FelixBus bus = new FelixBus();

    FelixPostBus(Sink handler) {
        bus.subscribe(BenchEvent.MEASURED, handler);
    }

    @Override
    public void publish(BenchEvent event) {
        bus.post(event);
    }

    @Override
    public void close() {
        bus.close();
    }
}
