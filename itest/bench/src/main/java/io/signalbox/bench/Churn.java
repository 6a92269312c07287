package io.signalbox.bench;

import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.bench.candidate.Candidates;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.bench.candidate.SyncBus;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How fast one thread subscribes and unsubscribes while another publishes to 8 subscribers, and what that costs it. */
@State(Scope.Group)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Churn {
    private static final int SUBSCRIBERS = 8;
    private static final int OTHER_TYPES = 10;

    @Param({"cow-map", "guava", "mbassador", "felix-nt"})
    public String candidate;

    private final BenchEvent event = new BenchEvent(BenchEvent.MEASURED, 1, 7);
    private final Sink guest = Sink.of(SUBSCRIBERS);
    private SyncBus bus;

    @Setup
    public void open() {
        bus = Candidates.sync(candidate);
        for (int i = 0; i < SUBSCRIBERS; i++) {
            bus.subscribe(BenchEvent.MEASURED, Sink.of(i));
        }
        bus.subscribeOthers(OTHER_TYPES);
    }

    @Benchmark
    @Group("churn")
    public void subscribeAndUnsubscribe() {
        bus.unsubscribe(bus.subscribe(BenchEvent.MEASURED, guest));
    }

    @Benchmark
    @Group("churn")
    public void publishMeanwhile() {
        bus.publish(event);
    }

    @TearDown
    public void close() {
        bus.close();
    }
}
