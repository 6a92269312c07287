package io.signalbox.bench;

import io.signalbox.api.ProcessingMode;
import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.Priced;
import io.signalbox.bench.candidate.Progress;
import io.signalbox.core.internal.ModeBus;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Events per second from one publisher to one handler, called for each event or for 64 at once, with the same work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BatchAgainstAsync {
    private static final int BATCH = 64;

    @Param({"async", "batch"})
    public String candidate;

    @Param({"0"})
    public long callNanos;

    @Param({"0"})
    public long eventNanos;

    private AsyncBus bus;
    private Window window;

    @Setup
    public void open() {
        boolean work = callNanos + eventNanos > 0;
        Progress handler = work ? new Priced(1, callNanos, eventNanos) : new Progress(1);
        bus = new ModeBus(ProcessingMode.valueOf(candidate.toUpperCase(Locale.ROOT)), handler, BATCH);
        window = new Window(0, List.of(handler));
    }

    @Benchmark
    @OperationsPerInvocation(Window.STEP)
    public void oneProducer() {
        window.step(bus);
    }

    @TearDown(Level.Iteration)
    public void drain() {
        window.drain();
    }

    @TearDown
    public void close() {
        bus.close();
    }
}
