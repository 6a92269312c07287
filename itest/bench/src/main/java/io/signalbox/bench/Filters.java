package io.signalbox.bench;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.bench.candidate.Filtered;
import io.signalbox.bench.candidate.HandlerCall;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.core.internal.FilteredBus;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What one publish costs its thread when each of 64 handlers has a filter and one of them matches: in a plain loop, with
 * filters that say which property they require, and with filters that say nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Filters {
    private static final int SUBSCRIBERS = 64;
    private static final int MATCHING = 37;

    @Param({"loop", "requires", "opaque"})
    public String candidate;

    private final Filtered event = new Filtered(MATCHING);
    private Consumer<Filtered> publish;
    private Runnable close = () -> {};

    @Setup
    public void open() {
        if (candidate.equals("loop")) {
            EventFilter[] filters = new EventFilter[SUBSCRIBERS];
            EnhancedEventHandler[] handlers = new EnhancedEventHandler[SUBSCRIBERS];
            for (int i = 0; i < SUBSCRIBERS; i++) {
                filters[i] = Filtered.opaque(i);
                handlers[i] = Sink.of(i);
            }
            publish = published -> loop(filters, handlers, published);
        } else {
            FilteredBus bus = new FilteredBus();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                bus.subscribe(
                        candidate.equals("requires") ? new Filtered.Requiring(i) : Filtered.opaque(i), Sink.of(i));
            }
            publish = bus::publish;
            close = bus::close;
        }
    }

    private static void loop(EventFilter[] filters, EnhancedEventHandler[] handlers, Filtered event) {
        for (int i = 0; i < filters.length; i++) {
            if (filters[i].matches(event)) {
                HandlerCall.call(handlers[i], event);
            }
        }
    }

    @Benchmark
    public void publish() {
        publish.accept(event);
    }

    @TearDown
    public void close() {
        close.run();
    }
}
