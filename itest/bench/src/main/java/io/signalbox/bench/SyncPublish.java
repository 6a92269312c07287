package io.signalbox.bench;

import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.bench.candidate.Candidates;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.bench.candidate.SyncBus;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one publish costs its thread when every handler runs there. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SyncPublish {

    @Param({"loop", "cow-map", "guava", "mbassador", "felix-nt"})
    public String candidate;

    @Param({"1", "8", "64"})
    public int subscribers;

    @Param({"1000"})
    public int otherTypes;

    private final BenchEvent event = new BenchEvent(BenchEvent.MEASURED, 1, 7);
    private SyncBus bus;

    @Setup
    public void open() {
        bus = Candidates.sync(candidate);
        for (int i = 0; i < subscribers; i++) {
            bus.subscribe(BenchEvent.MEASURED, Sink.of(i));
        }
        bus.subscribeOthers(otherTypes);
        meetEveryClassOfSink();
    }

    /** A bus in use has seen many handler classes: the call of one must not be compiled as if there were only one. */
    private void meetEveryClassOfSink() {
        for (int i = 0; i < 40_000; i++) {
            bus.publishOther(new BenchEvent(BenchEvent.other(i % Math.min(otherTypes, 8)), 1, 7));
        }
    }

    @Benchmark
    public void publish() {
        bus.publish(event);
    }

    @TearDown
    public void close() {
        bus.close();
    }
}
