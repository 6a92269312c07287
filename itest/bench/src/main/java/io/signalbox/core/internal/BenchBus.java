package io.signalbox.core.internal;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.bench.candidate.Subject;
import io.signalbox.bench.candidate.SwappableBus;
import io.signalbox.bench.candidate.SyncBus;
import java.util.List;

/** The bus as publishers usually call it. */
public final class BenchBus implements Subject {

    @Override
    public String name() {
        return "signalbox";
    }

    @Override
    public SyncBus sync() {
        return new OpenBus();
    }

    @Override
    public AsyncBus async(List<Sink> handlers, int workers) {
        return new OpenBus(handlers, workers);
    }

    @Override
    public SwappableBus swappable(Sink handler) {
        return new OpenBus(List.of(handler), 1);
    }
}
