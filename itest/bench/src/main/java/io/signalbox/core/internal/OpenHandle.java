package io.signalbox.core.internal;

import io.signalbox.api.EventPublisher;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.bench.candidate.Sink;
import java.util.List;

/** The same, published to by a handle. Only events of the measured type may be published. */
final class OpenHandle extends OpenBus {
    private final EventPublisher publisher = bus.publisher(BenchEvent.MEASURED);

    OpenHandle() {}

    OpenHandle(List<Sink> handlers, int workers) {
        super(handlers, workers);
    }

    @Override
    public void publish(BenchEvent event) {
        publisher.publish(event);
    }

    @Override
    public void publishOther(BenchEvent event) {
        bus.publish(event);
    }
}
