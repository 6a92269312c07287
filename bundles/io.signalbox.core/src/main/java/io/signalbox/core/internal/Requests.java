package io.signalbox.core.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests that wait for an answer, each no longer than its limit. One that has its answer leaves nothing behind,
 * here or in the clock. Safe for any thread.
 */
final class Requests implements AutoCloseable {
    private record Waiting(Request request, Runnable takeBack) {}

    private final BusClock clock;
    private final Executor tellers;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();

    /** @param tellers tells those whose limit is over; what they then do does not hold up the clock */
    Requests(BusClock clock, Executor tellers) {
        this.clock = clock;
        this.tellers = tellers;
    }

    /** @throws IllegalArgumentException unless {@code limit} is positive */
    Request open(String eventType, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit must be positive, was " + limit);
        }
        long number = numbers.incrementAndGet();
        Request request = new Request(eventType, () -> leave(number));
        long nanos = TimeUnit.NANOSECONDS.convert(limit);
        Runnable takeBack = clock.after(
                nanos,
                () -> tellers.execute(() -> request.unanswered(
                        eventType + " was not answered within " + TimeUnit.MILLISECONDS.convert(limit) + " ms")));
        waiting.put(number, new Waiting(request, takeBack));
        if (request.decided()) { // so short a limit is over already
            leave(number);
        }
        return request;
    }

    private void leave(long number) {
        Waiting left = waiting.remove(number);
        if (left != null) {
            left.takeBack.run();
        }
    }

    /** How many have neither an answer nor reached their limit. */
    int size() {
        return waiting.size();
    }

    /** Tells all who still wait that no answer will come. */
    @Override
    public void close() {
        waiting.values().forEach(left -> left.request.unanswered("the bus was closed before an answer came"));
    }
}
