package io.signalbox.container;

import io.signalbox.api.Receipt;
import io.signalbox.api.UnifiedEventBus;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Publishes numbered events of one type from a thread of its own, at a steady rate, until it is ended. */
final class Load implements AutoCloseable {
    private static final long BURST = 64;

    private final UnifiedEventBus bus;
    private final String eventType;
    private final long perSecond;
    private final Thread thread;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;
    private volatile long published;
    private volatile double rate;

    Load(UnifiedEventBus bus, String eventType, long perSecond) {
        this.bus = bus;
        this.eventType = eventType;
        this.perSecond = perSecond;
        thread = new Thread(this::run, "load-" + eventType);
        thread.start();
    }

    private void run() {
        long start = System.nanoTime();
        while (!ended) {
            for (int i = 0; i < BURST; i++) {
                publishNext();
            }
            long due = start + published * 1_000_000_000L / perSecond;
            long early = due - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
        }
        rate = published * 1e9 / (System.nanoTime() - start);
    }

    private void publishNext() {
        long next = published + 1;
        try {
            Receipt receipt = bus.publish(new Numbered(eventType, next));
            if (!receipt.complete() && faults.size() < 20) {
                faults.add(next + ": " + receipt);
            }
        } catch (RuntimeException e) {
            faults.add(next + ": " + e);
        }
        published = next;
    }

    long published() {
        return published;
    }

    /** Events per second that were really published; to be asked after {@link #close}. */
    double rate() {
        return rate;
    }

    /** What the bus refused. */
    Queue<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
