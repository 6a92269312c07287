package io.signalbox.processor.batch.internal;

import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tuning strategies that are registered; the one place that calls them. One that throws or answers nothing changes
 * nothing, which is logged once. Safe for any thread; only the tuner asks.
 */
final class TuningStrategies {
    private static final Logger LOG = LoggerFactory.getLogger(TuningStrategies.class);
    private static final long LEAVE_LIMIT_SECONDS = 5;

    private record Known(String name, TuningStrategy strategy, int ranking) {}

    private final ReentrantLock call = new ReentrantLock(); // held while a strategy is called
    private volatile List<Known> known = List.of(); // best ranking first; replaced whole under this
    private volatile TuningStrategy failed; // the one whose failure was logged

    /** Adds a strategy; one that does not even tell its name is left out. */
    void add(TuningStrategy strategy, int ranking) {
        String name;
        try {
            name = strategy.name();
        } catch (Throwable thrown) {
            LOG.warn(
                    "tuning strategy {} does not tell its name",
                    strategy.getClass().getName(),
                    thrown);
            return;
        }
        synchronized (this) {
            List<Known> next = new ArrayList<>(known);
            next.add(new Known(name, strategy, ranking));
            next.sort(Comparator.comparingInt(Known::ranking).reversed());
            known = List.copyOf(next);
        }
    }

    /** Forgets a strategy. When this returns no call of it is under way, unless it hangs. */
    void remove(TuningStrategy strategy) {
        synchronized (this) {
            known = known.stream().filter(each -> each.strategy() != strategy).toList();
        }
        try {
            if (call.tryLock(LEAVE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                call.unlock();
            } else {
                LOG.warn(
                        "tuning strategy {} did not return", strategy.getClass().getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failed == strategy) {
            failed = null;
        }
    }

    boolean has(String name) {
        return known.stream().anyMatch(each -> each.name().equals(name));
    }

    /** What the strategy of that name recommends; empty if there is none, or none that works. */
    Optional<TuningRecommendation> ask(String name, PerformanceMetrics metrics) {
        call.lock();
        try {
            for (Known each : known) {
                if (each.name().equals(name)) {
                    return Optional.of(ask(each.strategy(), metrics));
                }
            }
            return Optional.empty();
        } finally {
            call.unlock();
        }
    }

    private TuningRecommendation ask(TuningStrategy strategy, PerformanceMetrics metrics) {
        Throwable failure;
        try {
            TuningRecommendation answer = strategy.tune(metrics);
            if (answer != null) {
                return answer;
            }
            failure = new IllegalStateException("answered null");
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (failed != strategy) {
            failed = strategy;
            LOG.warn(
                    "tuning strategy {} failed; batches stay as they are",
                    strategy.getClass().getName(),
                    failure);
        }
        return new TuningRecommendation(0, 0, 0, "failed: " + failure.getClass().getSimpleName());
    }
}
