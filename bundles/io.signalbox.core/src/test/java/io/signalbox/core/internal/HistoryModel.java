package io.signalbox.core.internal;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Ordering;
import io.signalbox.api.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * The naive model of a subscription: a plain queue for each order. Only the head of a queue may be called, until it is
 * handled or given up. It is handler and retry policy of the bus at once, so it sees every call; what must not be is
 * noted, for a handler's own exception would only be retried.
 */
final class HistoryModel implements EnhancedEventHandler, RetryPolicy {
    private final Random random;
    private final Ordering ordering;
    private final int retries;
    private final double failing;
    private final Map<String, Deque<Integer>> queues = new HashMap<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final TreeSet<Integer> parked = new TreeSet<>();
    private final TreeSet<Integer> handled = new TreeSet<>();

    HistoryModel(Random random, Ordering ordering) {
        this.random = random;
        this.ordering = ordering;
        retries = random.nextInt(3);
        failing = random.nextInt(3) * 0.25;
    }

    private Deque<Integer> queueOf(DomainEvent event) {
        String order = ordering == Ordering.SUBSCRIPTION ? "" : event.orderingKey();
        return queues.computeIfAbsent(order, key -> new ArrayDeque<>());
    }

    /** The bus is about to accept the event, for the first time or redriven. */
    synchronized void offered(Tick event) {
        failures.remove(event.number());
        parked.remove(event.number());
        queueOf(event).add(event.number());
    }

    @Override
    public void handle(DomainEvent event) throws Exception {
        if (!succeeds((Tick) event)) {
            throw new IllegalStateException("told to fail");
        }
    }

    /** Handles in order; after a failure the rest of the same order fails untried. */
    @Override
    public synchronized void handleBatch(List<? extends DomainEvent> events) throws Exception {
        List<DomainEvent> failed = new ArrayList<>();
        List<Deque<Integer>> stopped = new ArrayList<>();
        for (DomainEvent event : events) {
            Deque<Integer> queue = queueOf(event);
            boolean behind = stopped.stream().anyMatch(other -> other == queue);
            if (behind || !succeeds((Tick) event)) {
                failed.add(event);
                stopped.add(queue);
            }
        }
        if (!failed.isEmpty()) {
            throw new BatchFailedException("told to fail", failed, null);
        }
    }

    private synchronized boolean succeeds(Tick event) {
        Deque<Integer> queue = queueOf(event);
        if (queue.isEmpty() || queue.peek() != event.number()) {
            wrong.add(event + " was called when " + queue + " waited");
        }
        if (random.nextDouble() < failing) {
            return false;
        }
        queue.poll();
        if (!handled.add(event.number())) {
            wrong.add(event + " was handled twice");
        }
        return true;
    }

    @Override
    public synchronized Optional<Duration> nextDelay(FailedAttempt failure) {
        Tick event = (Tick) failure.event();
        int failed = failures.merge(event.number(), 1, Integer::sum);
        if (failed != failure.attempt()) {
            wrong.add(event + " failed " + failed + " times, and the bus says " + failure.attempt());
        }
        if (failed > retries) {
            queueOf(event).remove(event.number());
            parked.add(event.number());
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(random.nextInt(20)));
    }

    /** What must not be, in words. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How many events have no fate yet. */
    synchronized int waiting() {
        return queues.values().stream().mapToInt(Deque::size).sum();
    }

    synchronized List<Integer> parked() {
        return List.copyOf(parked);
    }

    synchronized List<Integer> handled() {
        return List.copyOf(handled);
    }
}
