package io.signalbox.processor.adaptive.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.QueueLoad;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A mailbox in virtual time, served as the mode in force would: SYNC at once, ASYNC after a hand-over, BATCH by size or
 * interval with one cost for the call and one for each event. It tells at each look what was measured, and at the end
 * how long events took on average, the publisher's own time included.
 */
final class SimulatedQueue {
    private static final double HAND_OVER_NANOS = 30_000;
    private static final double OFFER_NANOS = 200;
    private static final int SIZE = 100;
    private static final double INTERVAL_NANOS = 10e6;

    private final ArrayDeque<Double> waiting = new ArrayDeque<>();
    private final List<Double> latencies = new ArrayList<>();
    private double callNanos;
    private double eventNanos;
    private double free; // when the handler's thread is free
    private double flushed = -1e9;
    private double lastCame;
    private double lookedAt;
    private long handled;
    private double busy;
    private double total;
    private long events;

    SimulatedQueue(double callMicros, double eventMicros) {
        costs(callMicros, eventMicros);
    }

    /** What the handler takes from now on. */
    void costs(double callMicros, double eventMicros) {
        callNanos = callMicros * 1e3;
        eventNanos = eventMicros * 1e3;
    }

    /** An event is published then. */
    void arrive(double atNanos, ProcessingMode mode) {
        if (mode == ProcessingMode.SYNC) {
            serve(mode, atNanos);
            double start = Math.max(atNanos, free);
            double took = callNanos + eventNanos;
            free = start + took;
            done(free - start, took, free - atNanos + took);
            return;
        }
        serve(mode, atNanos);
        waiting.add(atNanos);
        lastCame = atNanos;
        total += OFFER_NANOS;
    }

    private void done(double latency, double took, double score) {
        latencies.add(latency);
        handled++;
        busy += took;
        total += score;
        events++;
    }

    /** Lets time pass until then. */
    private void serve(ProcessingMode mode, double until) {
        while (!waiting.isEmpty()) {
            double first = Math.max(waiting.peek() + HAND_OVER_NANOS, free);
            int most = 1;
            if (mode == ProcessingMode.BATCH) {
                most = SIZE;
                first = waiting.size() >= SIZE ? Math.max(first, lastCame) : Math.max(first, flushed + INTERVAL_NANOS);
            }
            if (first > until) {
                return;
            }
            int count = Math.min(most, waiting.size());
            double took = callNanos + eventNanos * count;
            free = first + took;
            flushed = free;
            for (int i = 0; i < count; i++) {
                double latency = free - waiting.poll();
                done(latency, took / count, latency);
            }
        }
    }

    /** What was measured since the last look. */
    QueueLoad look(ProcessingMode mode, double atNanos) {
        serve(mode, atNanos);
        latencies.sort(null);
        double p99 = latencies.isEmpty() ? 0 : latencies.get((int) (latencies.size() * 0.99));
        double age = waiting.isEmpty() ? 0 : atNanos - waiting.peek();
        QueueLoad load = new QueueLoad(
                (long) (atNanos - lookedAt), handled, (long) busy, waiting.size(), (long) age, (long) p99);
        lookedAt = atNanos;
        latencies.clear();
        handled = 0;
        busy = 0;
        return load;
    }

    /** Mean time of an event so far, in microseconds; then it counts anew. */
    double score() {
        double mean = events == 0 ? 0 : total / events / 1e3;
        total = 0;
        events = 0;
        return mean;
    }
}
