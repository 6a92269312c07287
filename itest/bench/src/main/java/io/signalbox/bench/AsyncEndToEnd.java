package io.signalbox.bench;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.Candidates;
import io.signalbox.bench.candidate.Progress;
import io.signalbox.bench.candidate.Sink;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.Threads;

/** Events per second from publisher to handler, by one and by two producers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AsyncEndToEnd {
    private static final int PRODUCERS = 2;

    @Param({"mpsc-spin", "mpsc-park", "submission", "disruptor", "guava-async", "felix-post"})
    public String candidate;

    @Param({"1"})
    public int subscriptions;

    @Param({"1"})
    public int workers;

    private final AtomicInteger producers = new AtomicInteger();
    private List<Progress> consumers;
    private AsyncBus bus;

    @Setup
    public void open() {
        consumers = Stream.generate(() -> new Progress(PRODUCERS))
                .limit(subscriptions)
                .toList();
        bus = Candidates.async(candidate, List.<Sink>copyOf(consumers), workers);
    }

    /** One publishing thread. */
    @State(Scope.Thread)
    public static class Producer {
        private Window window;

        @Setup
        public void enter(AsyncEndToEnd run) {
            window = new Window(run.producers.getAndIncrement(), run.consumers);
        }

        @TearDown(Level.Iteration)
        public void drain() {
            window.drain();
        }
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(Window.STEP)
    public void oneProducer(Producer producer) {
        producer.window.step(bus);
    }

    @Benchmark
    @Threads(PRODUCERS)
    @OperationsPerInvocation(Window.STEP)
    public void twoProducers(Producer producer) {
        producer.window.step(bus);
    }

    @TearDown
    public void close() {
        bus.close();
    }
}
