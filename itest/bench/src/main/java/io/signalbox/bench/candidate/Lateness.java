package io.signalbox.bench.candidate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import io.signalbox.api.DomainEvent;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Records how long after it was due each event was handled. One thread at a time calls {@link #handle}. */
public final class Lateness extends Sink {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final long GIVE_UP_NANOS = 10_000_000_000L;

    private final Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
    private final long fromNanos;
    private volatile long lastDueNanos;

    /** Events that were due before {@code fromNanos} are the warm-up. */
    public Lateness(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    @Override
    @Subscribe
    @AllowConcurrentEvents
    public void handle(DomainEvent event) {
        long due = ((BenchEvent) event).dueNanos();
        if (due - fromNanos >= 0) {
            nanos.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, System.nanoTime() - due)));
        }
        lastDueNanos = due;
    }

    /** Waits until every event due before {@code dueNanos} was handled, at most for ten seconds. */
    public void awaitEventsDueBefore(long dueNanos) {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (lastDueNanos - dueNanos < 0) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("events are missing: the last one handled was due "
                        + (dueNanos - lastDueNanos) + " ns before the last one published");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What was recorded; to be asked when the candidate is closed. */
    public Histogram nanos() {
        return nanos;
    }
}
