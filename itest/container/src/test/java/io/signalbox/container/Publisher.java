package io.signalbox.container;

import static org.junit.Assert.assertFalse;

import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.UnifiedEventBus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Publishes numbered events of one type on a thread of its own, as fast as the bus takes them, and remembers its longest
 * publish. Its figures are to be read after {@link #join}.
 */
final class Publisher {
    private static final long LIMIT_SECONDS = 60;

    private final UnifiedEventBus bus;
    private final String eventType;
    private final long first;
    private final long last;
    private final Thread thread;
    private final Map<RefusalReason, Long> refusals = new EnumMap<>(RefusalReason.class);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private long longestNanos;

    /** Publishes the numbers from {@code first} to {@code last}. */
    Publisher(UnifiedEventBus bus, String eventType, long first, long last) {
        this.bus = bus;
        this.eventType = eventType;
        this.first = first;
        this.last = last;
        thread = new Thread(this::run, "publisher-" + eventType);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (long number = first; number <= last; number++) {
            long start = System.nanoTime();
            try {
                for (Refusal refusal :
                        bus.publish(new Numbered(eventType, number)).refused()) {
                    refusals.merge(refusal.reason(), 1L, Long::sum);
                }
            } catch (RuntimeException e) {
                failures.add(number + ": " + e);
            }
            longestNanos = Math.max(longestNanos, System.nanoTime() - start);
        }
    }

    boolean publishing() {
        return thread.isAlive();
    }

    Publisher join() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        assertFalse(eventType + ": the publisher is still blocked", thread.isAlive());
        return this;
    }

    long longestMillis() {
        return longestNanos / 1_000_000;
    }

    /** How many refusals its receipts told, by reason. */
    Map<RefusalReason, Long> refusals() {
        return Collections.unmodifiableMap(refusals);
    }

    /** What publish threw. */
    Queue<String> failures() {
        return failures;
    }
}
