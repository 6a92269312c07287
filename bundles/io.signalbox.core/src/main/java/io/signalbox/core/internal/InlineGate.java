package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a SYNC subscription's handler may be called on its publishers' threads, and the way into its mailbox while it
 * may not: when the handler is away, or in quarantine, or an earlier event waits for another try. Then later events
 * wait behind it, so none overtakes another.
 *
 * <p>Publishers read the handler first; everything is changed under the subscription's lock.
 */
final class InlineGate {
    final Subscription subscription;
    final long number; // the subscription's
    private final BusParts parts;
    private int diverting; // guarded by the subscription: publishers on their way into its mailbox
    private EventFilter
            filter; // the next two are written before handler, read after it, and change only while that is null
    private boolean special;
    private volatile EnhancedEventHandler handler;

    InlineGate(Subscription subscription, BusParts parts) {
        this.subscription = subscription;
        number = subscription.number;
        this.parts = parts;
    }

    /** The handler, if events may be given to it at once on the publisher's thread; else null. */
    EnhancedEventHandler handler() {
        return handler;
    }

    /** What an event has to pass before {@link #handler}; null for nothing. */
    EventFilter filter() {
        return filter;
    }

    /** Whether there is more to it than filter and handler: {@link #call} has to be used. */
    boolean special() {
        return special;
    }

    /** Opens if nothing waits in the mailbox; to be called under the subscription's lock. */
    void refresh(EnhancedEventHandler called, EventFilter asked, boolean more) {
        boolean open = diverting == 0 && subscription.queued() == 0;
        filter = asked;
        special = more;
        handler = open ? called : null;
    }

    /** Closes; to be called under the subscription's lock. */
    void close() {
        handler = null;
    }

    /** Asks the filter, then calls the handler. Whoever calls this counts what the filter did not want. */
    Outcome call(Object item) {
        Outcome outcome = subscription.calls().callInline(item);
        if (outcome == Outcome.DUPLICATE) {
            subscription.counts().inlineDuplicate();
        } else if (outcome == Outcome.DONE) {
            subscription.calls().settled(item, true);
        }
        return outcome;
    }

    /** A call on the publisher's thread failed: the mailbox takes over, so that later events wait behind this one. */
    void failed(Object item, Outcome.Failed failure) {
        Throwable cause = failure.cause();
        subscription.counts().inlineFailed();
        Instant now = parts.clock().now();
        Failures failures = new Failures();
        failures.add(now, cause);
        failures.admitted(failure.admitted());
        Optional<Duration> delay = subscription
                .calls()
                .nextDelay(new FailedAttempt(Envelope.event(item), subscription.name, 1, Duration.ZERO, cause));
        if (delay.isPresent() && retryFromMailbox(item, failures, delay.get())) {
            return;
        }
        subscription.counts().inlineParked();
        parts.deadLetters().park(subscription, item, failures);
        subscription.calls().settled(item, false);
        subscription.drained();
    }

    private boolean retryFromMailbox(Object item, Failures failures, Duration delay) {
        failures.notBefore(parts.clock().nanos() + Math.max(0, delay.toNanos()));
        synchronized (subscription) {
            close();
            diverting++; // or whoever looks before the event is in the mailbox lets the next one overtake it
        }
        Envelope.expectFate(item);
        MailboxShard shard = subscription.shardFor(Envelope.event(item));
        boolean taken = shard.acceptIfRoom(Envelope.afterFailure(item, failures));
        endDivert();
        if (!taken) {
            Envelope.settled(item); // no room: it is parked, its one fate
        }
        return taken;
    }

    /** Whether an event has to go into the mailbox, by {@link #divert}; false if the handler can be called after all. */
    boolean beginDivert() {
        synchronized (subscription) {
            if (handler != null) {
                return false;
            }
            diverting++;
            return true;
        }
    }

    /** Takes an event into the mailbox; false if it has no room, and then {@link #divert} has to follow. */
    boolean divertIfRoom(Object item) {
        subscription.counts().inlineElsewhere();
        Envelope.expectFate(item);
        if (!subscription.shardFor(Envelope.event(item)).acceptIfRoom(item)) {
            return false;
        }
        endDivert();
        return true;
    }

    /** Takes an event into the full mailbox, waiting as its overflow rule says; null if taken, else why not. */
    RefusalReason divert(Object item, Duration deadline) {
        try {
            return subscription.shardFor(Envelope.event(item)).accept(item, deadline);
        } finally {
            endDivert();
        }
    }

    private void endDivert() {
        synchronized (subscription) {
            diverting--;
        }
        subscription.drained();
    }
}
