package io.signalbox.core.internal;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.bench.candidate.Subject;
import io.signalbox.bench.candidate.SwappableBus;
import io.signalbox.bench.candidate.SyncBus;
import java.util.List;

/** The bus by a publisher's handle, which keeps the route of its type at hand. */
public final class BenchHandle implements Subject {

    @Override
    public String name() {
        return "signalbox-handle";
    }

    @Override
    public boolean byHandle() {
        return true;
    }

    @Override
    public SyncBus sync() {
        return new OpenHandle();
    }

    @Override
    public AsyncBus async(List<Sink> handlers, int workers) {
        return new OpenHandle(handlers, workers);
    }

    @Override
    public SwappableBus swappable(Sink handler) {
        return new OpenHandle(List.of(handler), 1);
    }
}
