package io.signalbox.container;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A handler that expects the numbers 1, 2, 3… of every line of {@link Keyed} events, each once and in order. What is to
 * happen before an event is handled, such as a failure, is {@link #before}. In a batch it goes on with the other keys
 * when one has failed, and names all that belong behind a failed one as failed too.
 */
class KeyedInbox implements EnhancedEventHandler {
    private static final int MOST_FAULTS = 20;

    private final AtomicLongArray last; // by line
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger[] inside; // calls of each line now

    KeyedInbox(int lines) {
        last = new AtomicLongArray(lines);
        inside = new AtomicInteger[lines];
        for (int i = 0; i < lines; i++) {
            inside[i] = new AtomicInteger();
        }
    }

    /** Fails if the event is not to be handled now. */
    void before(Keyed event) throws Exception {}

    @Override
    public final void handle(DomainEvent event) throws Exception {
        Keyed keyed = (Keyed) event;
        if (inside[keyed.line()].incrementAndGet() != 1) {
            fault(keyed.orderingKey() + " is handled twice at once");
        }
        try {
            before(keyed);
            enter(keyed);
        } catch (Throwable thrown) {
            failures.incrementAndGet();
            throw thrown;
        } finally {
            inside[keyed.line()].decrementAndGet();
        }
    }

    private void enter(Keyed event) {
        long expected = last.get(event.line()) + 1;
        if (event.number() != expected) {
            fault(event.orderingKey() + ": expected " + expected + ", came " + event.number());
        }
        last.set(event.line(), event.number());
        received.incrementAndGet();
    }

    @Override
    public final void handleBatch(List<? extends DomainEvent> events) throws Exception {
        List<DomainEvent> failed = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Exception cause = null;
        for (DomainEvent event : events) {
            if (keys.contains(event.orderingKey())) {
                failures.incrementAndGet();
                failed.add(event);
            } else {
                try {
                    handle(event);
                } catch (Exception e) {
                    cause = e;
                    failed.add(event);
                    keys.add(event.orderingKey());
                }
            }
        }
        if (cause != null) {
            throw new BatchFailedException(failed.size() + " of " + events.size(), failed, cause);
        }
    }

    final void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    /** How many were handled. */
    final long received() {
        return received.get();
    }

    /** The number that was handled last of a line. */
    final long last(int line) {
        return last.get(line);
    }

    /** How many tries it failed. */
    final long failures() {
        return failures.get();
    }

    final Queue<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return received + " received, " + failures + " failed, up to " + last + " " + faults;
    }
}
