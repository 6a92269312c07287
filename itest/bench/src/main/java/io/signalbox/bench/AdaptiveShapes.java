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
 * One mode under one shape of load, in a JVM of its own. The score is, per event, the time from when it was due until it
 * was handled plus the time that publish took its thread: what the event costs those who wait for it. It is the mean of
 * all but the slowest hundredth: these tell of the machine, which stops a thread for 10 ms now and then.
 */
public final class AdaptiveShapes {
    private static final long GIVE_UP_NANOS = 10_000_000_000L;
    private static final int HEAT_EVENTS = 50_000;

    /** How events come, and what they take their handler. */
    enum Shape {
        TRICKLE(100, 1, 0, 1_000),
        STEADY(20_000, 1, 0, 1_000),
        BURST(20_000, 1_000, 5_000, 100),
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
        private final long fromNanos;
        private final Trimmed late = new Trimmed();
        private volatile long handled;

        private Timed(Shape shape, long fromNanos) {
            this.shape = shape;
            this.fromNanos = fromNanos;
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
            long due = ((BenchEvent) event).dueNanos();
            if (due - fromNanos >= 0) {
                late.add(System.nanoTime() - due);
            }
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
        Trimmed publishes;
        int changes;
        try (ModeBus bus = new ModeBus(mode, handler, 0)) {
            publishes = publish(bus, shape, start, start + warmUpNanos, start + warmUpNanos + measuredNanos, handler);
            changes = bus.changes();
            System.err.println(mode + " " + shape + ": " + bus.processing());
        }
        double score = (handler.late.mean() + publishes.mean()) / 1e3;
        System.out.printf(Locale.ROOT, "%.2f %d%n", score, changes);
        System.exit(0);
    }

    /** Has every mode compiled before one is measured; no choice is made meanwhile that could show later. */
    private static void heat() {
        for (ProcessingMode mode : ProcessingMode.values()) {
            Timed handler = new Timed(Shape.TRICKLE, Long.MAX_VALUE / 2 + System.nanoTime());
            try (ModeBus bus = new ModeBus(mode, handler, 0)) {
                for (int i = 0; i < HEAT_EVENTS; i++) {
                    bus.publish(new BenchEvent(BenchEvent.MEASURED, 0, 0));
                }
                await(handler, HEAT_EVENTS);
            }
        }
    }

    /** Publishes until the end and returns how long each publish took its thread from {@code fromNanos} on. */
    private static Trimmed publish(
            ModeBus bus, Shape shape, long startNanos, long fromNanos, long endNanos, Timed handler) {
        long gap = TimeUnit.SECONDS.toNanos(shape.burst) / shape.perSecond;
        Trimmed published = new Trimmed();
        long count = 0;
        for (long due = startNanos; due - endNanos < 0; due += gap) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                if (left > 200_000) {
                    LockSupport.parkNanos(left - 200_000);
                } else {
                    Thread.onSpinWait();
                }
            }
            for (int i = 0; i < shape.burst; i++) {
                BenchEvent event = new BenchEvent(BenchEvent.MEASURED, 0, due);
                long before = System.nanoTime();
                bus.publish(event);
                if (due - fromNanos >= 0) {
                    published.add(System.nanoTime() - before);
                }
                count++;
            }
        }
        await(handler, count);
        return published;
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
