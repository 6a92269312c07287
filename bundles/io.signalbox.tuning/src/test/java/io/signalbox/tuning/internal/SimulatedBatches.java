package io.signalbox.tuning.internal;

import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A mailbox with a BATCH processor in virtual time: events come at random at a given rate, batches go as the processor's
 * rule says, and a batch takes its handler a time for the call and a time for each event. The strategy is asked every
 * 100 ms and obeyed within 10 to 1,000 events and 1 to 100 ms.
 */
final class SimulatedBatches {
    static final long LOOK_NANOS = 100_000_000;

    private static final int CAPACITY = 10_000;

    private final TuningStrategy strategy;
    private final Random random;
    private final double callNanos;
    private final double eventNanos;
    private final ArrayDeque<Double> waiting = new ArrayDeque<>(); // when each came
    private final List<Double> latencies = new ArrayList<>();
    private double now;
    private double next;
    private double flushed = -1e9;
    private int handled;
    private double busy;
    private double lookAt = LOOK_NANOS;
    private int size = 100;
    private double interval = 10e6;
    private PerformanceMetrics last;

    SimulatedBatches(TuningStrategy strategy, Random random, double callNanos, double eventNanos) {
        this.strategy = strategy;
        this.random = random;
        this.callNanos = callNanos;
        this.eventNanos = eventNanos;
    }

    /** Lets so many looks pass with so many events a second. */
    void run(int looks, double perSecond) {
        next = now + gap(perSecond);
        for (int look = 0; look < looks; lookAt += LOOK_NANOS) {
            while (now < lookAt) {
                step(perSecond);
            }
            look();
            look++;
        }
    }

    private double gap(double perSecond) {
        return -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
    }

    /** What happens next: an event, a batch, or a look. */
    private void step(double perSecond) {
        double due = waiting.isEmpty() ? Double.MAX_VALUE : Math.max(now, flushed + interval);
        if (waiting.size() >= size || due <= Math.min(next, lookAt)) {
            now = waiting.size() >= size ? now : due;
            flush(perSecond);
        } else {
            now = Math.min(next, lookAt);
            arrive(perSecond);
        }
    }

    private void arrive(double perSecond) {
        while (next <= now) {
            if (waiting.size() < CAPACITY) { // else the mailbox rejects it
                waiting.add(next);
            }
            next += gap(perSecond);
        }
    }

    private void flush(double perSecond) {
        List<Double> batch = new ArrayList<>();
        while (batch.size() < size && !waiting.isEmpty()) {
            batch.add(waiting.poll());
        }
        double took = callNanos + eventNanos * batch.size();
        now += took;
        busy += took;
        handled += batch.size();
        flushed = now;
        batch.forEach(came -> latencies.add(now - came));
        arrive(perSecond);
    }

    private void look() {
        latencies.sort(null);
        double p99 = latencies.isEmpty() ? 0 : latencies.get((int) (latencies.size() * 0.99));
        double age = waiting.isEmpty() ? 0 : now - waiting.peek();
        last = new PerformanceMetrics(
                "simulated",
                handled * 1e9 / LOOK_NANOS,
                Duration.ofNanos((long) p99),
                Duration.ofNanos((long) age),
                waiting.size(),
                Duration.ofNanos(handled == 0 ? 0 : (long) (busy / handled)),
                size,
                Duration.ofNanos((long) interval),
                1,
                100,
                Duration.ofMillis(10));
        TuningRecommendation change = strategy.tune(last);
        size = (int) Math.max(10, Math.min(1_000, Math.rint(size * (1 + change.batchSizeAdjustment()))));
        interval = Math.max(1e6, Math.min(100e6, interval * (1 + change.intervalAdjustment())));
        latencies.clear();
        handled = 0;
        busy = 0;
    }

    /** What the last look saw. */
    PerformanceMetrics last() {
        return last;
    }

    int size() {
        return size;
    }

    double intervalMillis() {
        return interval / 1e6;
    }

    /** Sets what is in force, as if tuned so before. */
    void force(int events, double millis) {
        size = events;
        interval = millis * 1e6;
    }
}
