package io.signalbox.core.internal;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How one subscription's handler is called: after its filter and its de-duplication, in the way that it wants, with its
 * retry policy for what fails. What it consists of is changed only while the subscription delivers nothing, and seen by
 * whoever sees afterwards that it delivers again.
 */
final class GuardedCalls {
    private final Subscription subscription;
    private final BusParts parts;
    private final Deduplication handled; // null unless asked for
    private volatile EnhancedEventHandler handler;
    private volatile EventFilter filter;
    private volatile Map<String, Object> requires = Map.of();
    private volatile RetryPolicy retryPolicy;
    private volatile boolean failing; // a delivery has failed and none succeeded since
    private boolean contextual; // the next two go with the handler, and are written before it
    private boolean async;

    GuardedCalls(Subscription subscription, BusParts parts, Deduplication handled) {
        this.subscription = subscription;
        this.parts = parts;
        this.handled = handled;
    }

    // ---- what it consists of

    EnhancedEventHandler handler() {
        return handler;
    }

    /** @param supportsAsync whether it is to be called by {@code handleAsync} */
    void handler(EnhancedEventHandler next, boolean supportsAsync) {
        contextual = next instanceof ContextAwareHandler;
        async = supportsAsync;
        handler = next;
    }

    EventFilter filter() {
        return filter;
    }

    void filter(EventFilter next) {
        filter = next;
        requires = HandlerGuard.requires(next, subscription.name);
    }

    /** Which values its filter requires, by property. */
    Map<String, Object> requires() {
        return requires;
    }

    void retryPolicy(RetryPolicy next) {
        retryPolicy = next;
    }

    private RetryPolicy retryPolicy() {
        RetryPolicy own = retryPolicy;
        return own != null ? own : new BackoffRetry(parts.config().get().retryConfig());
    }

    /** Lets go of everything foreign. */
    void forget() {
        handler = null;
        filter = null;
        retryPolicy = null;
    }

    /** Whether there is more to a call on a publisher's thread than filter and handler. */
    boolean special() {
        return handled != null || contextual || failing;
    }

    /** Whether even a batch is handed over one by one, because the handler wants to know how each event came. */
    boolean oneByOne() {
        return contextual;
    }

    // ---- calls

    /** Calls filter, unless it has admitted the item before, and handler, on the thread that owns the item's shard. */
    Outcome call(Object item, int attempt, boolean admitted) {
        return call(item, attempt, admitted, async);
    }

    /** The same for a call on the publisher's thread. */
    Outcome callInline(Object item) {
        return call(item, 1, false, false);
    }

    private Outcome call(Object item, int attempt, boolean admitted, boolean going) {
        Outcome refused = admitted ? null : refuses(item);
        if (refused != null) {
            return refused;
        }
        if (contextual || going) {
            return HandlerGuard.deliver(handler, item, new Delivery(subscription.name, item, attempt), going);
        }
        Throwable thrown = HandlerGuard.handle(handler, Envelope.event(item));
        return thrown == null ? Outcome.DONE : new Outcome.Failed(thrown);
    }

    /** The same by {@code handleBatch}, for one event alone. */
    Outcome callBatch(Object item, boolean admitted) {
        Outcome refused = admitted ? null : refuses(item);
        return refused != null ? refused : HandlerGuard.deliverBatch(handler, Envelope.event(item));
    }

    /** By {@code handleBatch} for events that were all admitted; null if it returned normally, else what it threw. */
    Throwable callBatch(Batch batch) {
        return HandlerGuard.handleBatch(handler, batch);
    }

    /** Why an item is not given to the handler, though its turn has come: a fate or a failure; else null. */
    Outcome refuses(Object item) {
        EventFilter asked = filter;
        Outcome refused = asked == null ? null : HandlerGuard.refuses(asked, Envelope.event(item));
        boolean known = refused == null && handled != null && !handled.claim(HandlerGuard.id(Envelope.event(item)));
        return known ? Outcome.DUPLICATE : refused;
    }

    /** A delivery has its fate. */
    void settled(Object item, boolean delivered) {
        if (handled != null) {
            handled.settled(HandlerGuard.id(Envelope.event(item)), delivered);
        }
        if (failing && delivered) {
            failing = false;
            subscription.refreshInline(); // a success need not be looked at any more
            HandlerGuard.succeeded(retryPolicy(), subscription.name);
        }
    }

    /** When to try a failed delivery again; empty if not at all. Holds everything until then if the policy asks for that. */
    Optional<Duration> nextDelay(FailedAttempt failure) {
        if (!failing) {
            failing = true;
            subscription.refreshInline(); // each success is looked at, to tell the policy of the first
        }
        RetryPolicy policy = retryPolicy();
        Optional<Duration> delay = HandlerGuard.nextDelay(policy, failure);
        if (delay.isPresent() && HandlerGuard.holdsSubscription(policy, failure)) {
            subscription.openCircuit(delay.get());
        }
        return delay;
    }
}
