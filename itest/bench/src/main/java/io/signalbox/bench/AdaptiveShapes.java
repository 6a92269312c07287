package io.signalbox.bench;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.bench.candidate.BenchEvent;
import io.signalbox.core.internal.ModeBus;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One mode under one shape of load, in a JVM of its own. The score is, per event, the time from when its publisher began
 * its burst until it was handled, plus the time that publish took the publisher: what the event costs those who wait for
 * it. It is the median of the means of slices of 50 ms: of those slices in which the machine stopped a thread nothing is
 * to be learned about a mode. Before it is measured every mode was compiled, ADAPTIVE as SYNC too, and each has had the
 * load for two seconds; so what ADAPTIVE costs until it has chosen is not in the score.
 */
public final class AdaptiveShapes {
    private static final long GIVE_UP_NANOS = 10_000_000_000L;
    private static final int HEAT_EVENTS = 30_000;
    private static final int HEAT_ADAPTIVE_EVENTS = 100_000;
    private static final long HEAT_GAP_NANOS = 10_000; // so little work that ADAPTIVE becomes SYNC
    private static final long HEAT_REST_NANOS = 150_000; // so long that threads go to sleep

    /** How events come, and what they take their handler. */
    enum Shape {
        /** One event every 10 ms, of 2 µs. */
        TRICKLE(100, 1, 0, 2_000),
        /** One event every 50 µs, of 2 µs. */
        STEADY(20_000, 1, 0, 2_000),
        /** 1,000 events at once every 50 ms; 5 µs for each call of the handler, and 0.1 µs for each event. */
        BURST(20_000, 1_000, 5_000, 100),
        /** One event every 3.3 ms, whose handler waits for 1 ms. */
        SLOW(300, 1, 0, 1_000_000);

        private final int perSecond;
        private final int burst;
        private final long callNanos;
        private final long eventNanos;

        Shape(int perSecond, int burst, long callNanos, long eventNanos) {
            this.perSecond = perSecond;
            this.burst = burst;
            this.callNanos = callNanos;
            this.eventNanos = eventNanos;
        }
    }

    /** A handler that takes its time and adds up how late it was. One thread at a time calls it. */
    private static final class Timed implements EnhancedEventHandler {
        private final Shape shape;
        private final Slices late;
        private volatile long handled;

        private Timed(Shape shape, long fromNanos) {
            this.shape = shape;
            late = new Slices(fromNanos);
        }

        @Override
        public void handle(DomainEvent event) {
            spend(shape.callNanos + shape.eventNanos);
            count(event);
        }

        @Override
        public void handleBatch(List<? extends DomainEvent> events) {
            spend(shape.callNanos + shape.eventNanos * events.size());
            for (int i = 0; i < events.size(); i++) {
                count(events.get(i));
            }
        }

        private void count(DomainEvent event) {
            long begun = ((BenchEvent) event).dueNanos();
            late.add(begun, System.nanoTime() - begun);
            handled = handled + 1;
        }

        /** Computes, or waits if it is slow. */
        private static void spend(long nanos) {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                if (left > 100_000) {
                    LockSupport.parkNanos(left);
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private AdaptiveShapes() {}

    /** Measures mode and shape after so many milliseconds for so many more; prints score in µs and changes of mode. */
    public static void main(String[] args) {
        ProcessingMode mode = ProcessingMode.valueOf(args[0].toUpperCase(Locale.ROOT));
        Shape shape = Shape.valueOf(args[1]);
        long warmUpNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2]));
        long measuredNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[3]));
        heat();
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        Timed handler = new Timed(shape, start + warmUpNanos);
        Slices publishes;
        int changes;
        try (ModeBus bus = new ModeBus(mode, handler, 0)) {
            publishes = publish(bus, shape, start, start + warmUpNanos, start + warmUpNanos + measuredNanos, handler);
            changes = bus.changes();
            System.err.println(mode + " " + shape + ": " + bus.processing());
        }
        double score = handler.late.medianWith(publishes) / 1e3;
        System.out.printf(Locale.ROOT, "%.2f %d%n", score, changes);
        System.exit(0);
    }

    /** Has every mode compiled before one is measured; no choice is made meanwhile that could show later. */
    private static void heat() {
        for (ProcessingMode mode : ProcessingMode.values()) {
            Timed handler = new Timed(Shape.TRICKLE, System.nanoTime());
            try (ModeBus bus = new ModeBus(mode, handler, 0)) {
                int events = mode == ProcessingMode.ADAPTIVE ? HEAT_ADAPTIVE_EVENTS : HEAT_EVENTS;
                Slices published = new Slices(System.nanoTime());
                long due = System.nanoTime();
                for (int i = 0; i < events; i++) {
                    due += i % 16 == 0 ? HEAT_REST_NANOS : HEAT_GAP_NANOS;
                    awaitTime(due);
                    long begun = System.nanoTime();
                    bus.publish(new BenchEvent(BenchEvent.MEASURED, 0, begun));
                    published.add(begun, System.nanoTime() - begun);
                }
                await(handler, events);
                handler.late.medianWith(published);
            }
        }
    }

    /** Publishes until the end and returns how long each publish took its thread from {@code fromNanos} on. */
    private static Slices publish(
            ModeBus bus, Shape shape, long startNanos, long fromNanos, long endNanos, Timed handler) {
        long gap = TimeUnit.SECONDS.toNanos(shape.burst) / shape.perSecond;
        Slices published = new Slices(fromNanos);
        long count = 0;
        for (long due = startNanos; due - endNanos < 0; due += gap) {
            awaitTime(due);
            long begun = System.nanoTime();
            long before = begun;
            for (int i = 0; i < shape.burst; i++) {
                bus.publish(new BenchEvent(BenchEvent.MEASURED, 0, begun));
                long after = System.nanoTime();
                published.add(begun, after - before);
                before = after;
                count++;
            }
        }
        await(handler, count);
        return published;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > 200_000) {
                LockSupport.parkNanos(left - 200_000);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private static void await(Timed handler, long count) {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (handler.handled < count) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException(handler.handled + " of " + count + " events were handled");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
