package io.signalbox.bench;

import io.signalbox.bench.candidate.AsyncBus;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.bench.candidate.Progress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes for one producer and lets it run ahead of the slowest consumer by a limited number of events, so that a
 * peer whose queue has no bound is measured by what it delivers. Not safe for several threads.
 */
final class Window {
    /** Events that one producer publishes between two looks at the consumers. */
    static final int STEP = 64;

    private static final long AHEAD = AsyncBus.CAPACITY / 4;
    private static final int SPINS = 100;
    private static final long GIVE_UP_NANOS = 10_000_000_000L;

    private final BenchEvent event;
    private final List<Progress> consumers;
    private long published;

    Window(int producer, List<Progress> consumers) {
        event = new BenchEvent(BenchEvent.MEASURED, producer, 0);
        this.consumers = consumers;
    }

    /** Publishes {@link #STEP} events, first waiting until there is room for them. */
    void step(AsyncBus bus) {
        await(AHEAD);
        for (int i = 0; i < STEP; i++) {
            bus.publish(event);
        }
        published += STEP;
    }

    /** Waits until everything that was published is consumed. */
    void drain() {
        await(0);
    }

    private void await(long ahead) {
        for (int i = 0; i < consumers.size(); i++) {
            Progress consumer = consumers.get(i);
            int rounds = 0;
            long since = 0;
            while (published - consumer.countOf(event.producer()) > ahead) {
                if (++rounds < SPINS) {
                    Thread.onSpinWait();
                    continue;
                }
                long now = System.nanoTime();
                since = since == 0 ? now : since;
                if (now - since > GIVE_UP_NANOS) {
                    throw new IllegalStateException("published " + published + " events, consumed "
                            + consumer.countOf(event.producer()) + ": no progress for 10 s");
                }
                LockSupport.parkNanos(20_000);
            }
        }
    }
}
