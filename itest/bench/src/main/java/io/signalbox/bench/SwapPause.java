package io.signalbox.bench;

import io.signalbox.bench.candidate.Candidates;
import io.signalbox.bench.candidate.Sink;
import io.signalbox.bench.candidate.SwappableBus;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How long publishers are held up at 1,000,000 events a second while the processor is replaced every 100 ms. */
public final class SwapPause {
    private static final int EVENTS_PER_SECOND = 1_000_000;
    private static final long JOIN_LIMIT_MILLIS = 10_000;
    private static final long SWAP_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private SwapPause() {}

    /** Measures a subject by its name after so many milliseconds for so many more, and prints its publishers' percentiles. */
    public static void main(String[] args) {
        long warmUpNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        long measuredNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2]));
        Histogram nanos = new Histogram(3);
        try (SwappableBus bus = Candidates.swappable(args[0], Sink.of(0))) {
            Thread swapper = new Thread(() -> swapUntilInterrupted(bus), "bench-swapper");
            Pace.of(EVENTS_PER_SECOND, warmUpNanos).run(bus, new Histogram(3));
            swapper.start();
            Pace.of(EVENTS_PER_SECOND, measuredNanos).run(bus, nanos);
            swapper.interrupt();
            swapper.join(JOIN_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while swapping", e);
        }
        System.out.println(Percentiles.line(nanos));
        System.exit(0);
    }

    private static void swapUntilInterrupted(SwappableBus bus) {
        while (!Thread.currentThread().isInterrupted()) {
            bus.swap();
            LockSupport.parkNanos(SWAP_EVERY_NANOS);
        }
    }
}
