package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.view.PendingRetry;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * A delivery that was tried and has no fate yet, and those that must not overtake it. By the thread that owns the
 * mailbox, except where it says otherwise.
 */
final class Line {
    final Object key;
    private final ArrayDeque<Object> followers = new ArrayDeque<>();
    private Object item;
    private Failures failures;
    private boolean redelivery;
    private volatile Outcome reply; // by whoever answers for a handler that went on without a thread
    private volatile PendingRetry pending; // for pictures

    Line(Object key, Object item) {
        this.key = key;
        begin(item);
    }

    private void begin(Object next) {
        item = next;
        Failures known = Envelope.failures(next);
        failures = known == null ? new Failures() : known;
        redelivery = known != null;
        reply = null;
        pending = null;
    }

    Object item() {
        return item;
    }

    Failures failures() {
        return failures;
    }

    /** Whether the next call is a repeated one. */
    boolean redelivery() {
        return redelivery;
    }

    void follow(Object next) {
        followers.add(next);
    }

    /** The item has its fate: goes on with the next, or returns false if none follows. */
    boolean advance() {
        Object next = followers.poll();
        if (next == null) {
            item = null;
            return false;
        }
        begin(next);
        return true;
    }

    /** It is tried again at {@code next}. */
    void waitUntil(Instant next) {
        redelivery = true;
        DomainEvent event = Envelope.event(item);
        pending = new PendingRetry(
                event.eventType(),
                HandlerGuard.key(event),
                failures.attempts(),
                next,
                Failures.describe(failures.cause()));
    }

    /** What it waits for, or null; for any thread. */
    PendingRetry pending() {
        return pending;
    }

    /** By any thread. */
    void answer(Outcome outcome) {
        reply = outcome;
    }

    /** The answer that came, or null; it is asked for once. */
    Outcome takeReply() {
        Outcome came = reply;
        reply = null;
        pending = null;
        return came;
    }
}
