package io.signalbox.core.internal;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.view.SubscriptionView.State;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription: its handler, its mailbox, and whether it may be served now.
 *
 * <p>Changes of state are made under {@code this}; publishers and workers read {@code inlineHandler} and
 * {@code deliverable}, which are volatile and always set together with the state. Whoever ends or swaps something first
 * makes the subscription undeliverable and then waits for calls that began before: {@link #awaitCalls}.
 */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    final EventSubscriptionId id;
    final long number; // the id's
    final String name;
    private final BusParts parts;
    private final MailboxShard[] shards;
    private final SubscriptionCounts counts = new SubscriptionCounts();
    private final Quarantine quarantine = new Quarantine(); // guarded by this
    private final Set<String> holds = new LinkedHashSet<>(); // guarded by this
    private int diverting; // guarded by this: publishers on their way into the mailbox of a SYNC subscription

    private volatile Definition definition;
    private volatile EnhancedEventHandler handler;
    private volatile EventFilter filter;
    private volatile RetryPolicy retryPolicy;
    private volatile boolean closed;
    private volatile boolean deliverable;
    private volatile EnhancedEventHandler inlineHandler;
    private volatile EnhancedEventHandler plainInlineHandler;
    private boolean plain; // the next two are written before deliverable, read after it
    private boolean async;

    Subscription(EventSubscriptionId id, String name, Definition definition, BusParts parts) {
        this.id = id;
        number = id.value();
        this.name = name;
        this.definition = definition;
        this.parts = parts;
        boolean serial = definition.options().ordering() == Ordering.SUBSCRIPTION;
        int processors = Runtime.getRuntime().availableProcessors();
        shards =
                new MailboxShard[serial ? 1 : definition.options().parallelism().orElse(processors)];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new MailboxShard(this, parts, definition.overflow(), capacityOfShard());
        }
        holds.add(HANDLER_AWAY);
    }

    static final String HANDLER_AWAY = "its handler is away";

    private int capacityOfShard() {
        return Math.max(1, (definition.queueCapacity() + shards.length - 1) / shards.length);
    }

    // ---- what it is

    int priority() {
        return definition.priority();
    }

    ProcessingMode mode() {
        return definition.mode();
    }

    List<EventPattern> patterns() {
        return definition.patterns();
    }

    Definition definition() {
        return definition;
    }

    MailboxShard[] shards() {
        return shards;
    }

    SubscriptionCounts counts() {
        return counts;
    }

    boolean blocking() {
        return definition.options().blocking();
    }

    long budgetNanos() {
        return definition.budgetNanos();
    }

    boolean matchesByPattern(String eventType) {
        for (EventPattern pattern : definition.patterns()) {
            if (!pattern.exact() && pattern.matches(eventType)) {
                return true;
            }
        }
        return false;
    }

    /** The mailbox of an event: one, or by the hash of its key, or any. */
    MailboxShard shardFor(DomainEvent event) {
        if (shards.length == 1) {
            return shards[0];
        }
        if (definition.options().ordering() == Ordering.NONE) {
            return shards[ThreadLocalRandom.current().nextInt(shards.length)];
        }
        int hash = event.orderingKey().hashCode() * 0x9E3779B9;
        return shards[(int) (((hash & 0xFFFFFFFFL) * shards.length) >>> 32)];
    }

    // ---- calls

    EnhancedEventHandler handler() {
        return handler;
    }

    RetryPolicy retryPolicy() {
        RetryPolicy own = retryPolicy;
        return own != null ? own : new BackoffRetry(parts.config().get().retryConfig());
    }

    /** Calls filter and handler for an item of a mailbox, on the thread that owns the shard. */
    Outcome call(Object item, int attempt) {
        EnhancedEventHandler called = handler;
        if (plain && !async) {
            Throwable thrown = HandlerGuard.handle(called, Envelope.event(item));
            return thrown == null ? Outcome.DONE : new Outcome.Failed(thrown);
        }
        return HandlerGuard.deliver(filter, called, Envelope.event(item), new Delivery(name, item, attempt), async);
    }

    /** The handler, if SYNC events may be given to it at once on the publisher's thread; else null. */
    EnhancedEventHandler inlineHandler() {
        return inlineHandler;
    }

    /** The same, if it is to be called with the bare event and nothing else; else null. */
    EnhancedEventHandler plainInlineHandler() {
        return plainInlineHandler;
    }

    Outcome deliverInline(EnhancedEventHandler called, Object item) {
        Outcome outcome =
                HandlerGuard.deliver(filter, called, Envelope.event(item), new Delivery(name, item, 1), false);
        if (outcome == Outcome.FILTERED) {
            counts.inlineFiltered();
        }
        return outcome;
    }

    /** A call on the publisher's thread failed: the mailbox takes over, so that later events wait behind this one. */
    void inlineFailed(Object item, Throwable cause) {
        counts.inlineFailed();
        DomainEvent event = Envelope.event(item);
        Optional<Duration> delay =
                HandlerGuard.nextDelay(retryPolicy(), new FailedAttempt(event, name, 1, Duration.ZERO, cause));
        if (delay.isPresent()) {
            MailboxShard shard = shardFor(event);
            synchronized (this) {
                endInline();
                diverting++; // or whoever looks before the event is in the mailbox lets the next one overtake it
                shard.pauseForRetry(delay.get());
            }
            Envelope.expectFate(item);
            boolean taken =
                    shard.acceptIfRoom(Envelope.afterFailure(item, 1)); // no room: it is parked below, its one fate
            endDivert();
            if (taken) {
                return;
            }
            Envelope.settled(item);
        }
        counts.inlineParked();
        parts.deadLetters().park(this, item, 1, cause, parts.clock().now());
        drained();
    }

    /** Whether a SYNC event has to go into the mailbox, by {@link #divert}; false if the handler can be called after all. */
    synchronized boolean beginDivert() {
        if (inlineHandler != null) {
            return false;
        }
        diverting++;
        return true;
    }

    /** Takes a SYNC event into the mailbox; false if it has no room, and then {@link #divert} has to follow. */
    boolean divertIfRoom(Object item) {
        counts.inlineElsewhere();
        Envelope.expectFate(item);
        if (!shardFor(Envelope.event(item)).acceptIfRoom(item)) {
            return false;
        }
        endDivert();
        return true;
    }

    /** Takes a SYNC event into the full mailbox, waiting as its overflow rule says; null if taken, else why not. */
    RefusalReason divert(Object item, Duration deadline) {
        try {
            return shardFor(Envelope.event(item)).accept(item, deadline);
        } finally {
            endDivert();
        }
    }

    /** Takes a dead letter's event into the mailbox once more; false if it has no room. */
    boolean redrive(DomainEvent event, java.util.Map<String, String> headers) {
        synchronized (this) {
            endInline();
        }
        boolean taken = !closed && shardFor(event).acceptIfRoom(Envelope.redriven(event, headers));
        if (taken) {
            counts.redriven();
        }
        drained();
        return taken;
    }

    private void endDivert() {
        synchronized (this) {
            diverting--;
        }
        drained();
    }

    /** A mailbox has become empty: a SYNC subscription goes back to the publishers' threads if nothing else waits. */
    void drained() {
        if (definition.mode() == ProcessingMode.SYNC && inlineHandler == null) {
            synchronized (this) {
                refreshInline();
            }
        }
    }

    // ---- what a full mailbox does

    /** Why a full mailbox refuses at once; null if a publisher may wait for room. */
    RefusalReason whenFull() {
        if (definition.overflow() == OverflowPolicy.REJECT) {
            return RefusalReason.FULL;
        }
        if (definition.overflow() == OverflowPolicy.DROP_NEWEST) {
            return RefusalReason.DROPPED_NEWEST;
        }
        synchronized (this) {
            return quarantine.active() ? RefusalReason.QUARANTINED : null;
        }
    }

    /** How long a publisher waits for room: its own deadline, or ours; and while we hold, as long as a swap may take. */
    long patience(Duration deadline) {
        if (deadline != null) {
            return deadline.toNanos();
        }
        long ours = definition.blockNanos();
        return deliverable
                ? ours
                : Math.max(ours, parts.config().get().swapGrace().toNanos());
    }

    // ---- state

    boolean deliverable() {
        return deliverable;
    }

    synchronized State state() {
        if (closed) {
            return State.CLOSED;
        }
        if (!holds.isEmpty()) {
            return State.HOLDING;
        }
        return quarantine.active() ? State.QUARANTINED : State.ACTIVE;
    }

    /** Why it is not active, in words; empty if it is. */
    synchronized String reason() {
        if (!holds.isEmpty()) {
            return String.join("; ", holds);
        }
        return quarantine.active()
                ? "its handler overran its time budget, " + quarantine.overruns() + " times so far"
                : "";
    }

    /** Gives it a handler; what is queued goes on. */
    void bind(EnhancedEventHandler next) {
        boolean supportsAsync = next.supportsAsync();
        synchronized (this) {
            handler = next;
            async = supportsAsync;
        }
        unhold(HANDLER_AWAY);
    }

    /** Takes its handler away; when this returns the handler is not called again, unless the limit ran out. */
    boolean unbind() {
        hold(HANDLER_AWAY);
        boolean quiet = awaitCalls();
        synchronized (this) {
            if (holds.contains(HANDLER_AWAY)) {
                handler = null;
            }
        }
        return quiet;
    }

    /** To be called while it holds. */
    void filter(EventFilter next) {
        filter = next;
    }

    /** To be called while it holds. */
    void retryPolicy(RetryPolicy next) {
        retryPolicy = next;
    }

    /** Delivers nothing until {@link #unhold} is called with the same reason. Calls under way go on. */
    synchronized void hold(String reason) {
        holds.add(reason);
        refresh();
    }

    /** Holds for {@code cause}, said as {@code prefix + cause}, and for nothing else that began so; empty for none. */
    synchronized void holdOnly(String prefix, String cause) {
        boolean changed = holds.removeIf(reason -> reason.startsWith(prefix));
        if (!cause.isEmpty()) {
            changed |= holds.add(prefix + cause);
        }
        if (changed) {
            refresh();
        }
    }

    void unhold(String reason) {
        synchronized (this) {
            if (!holds.remove(reason)) {
                return;
            }
            refresh();
        }
        kick();
    }

    /** By the watchdog: a call has outlasted the budget. */
    synchronized void quarantine() {
        quarantine.enter(parts.clock().nanos());
        refresh();
        for (MailboxShard shard : shards) {
            shard.stick();
        }
        LOG.warn(
                "{}: a call of its handler outlasted its time budget of {} ms: quarantined until it returns",
                name,
                budgetNanos() / 1_000_000);
    }

    /** By the watchdog: tells the processor whose thread is in the overrun call. */
    void overrunOn(Thread thread) {
        for (MailboxShard shard : shards) {
            Attachment served = shard.attachment();
            if (served != null && shard.ownedBy(thread)) {
                served.overrun();
            }
        }
    }

    /** An overrun call has ended. */
    void overrunEnded() {
        EventBusConfig config = parts.config().get();
        long probe;
        synchronized (this) {
            probe = quarantine.callEnded(
                    config.quarantineProbe().toNanos(),
                    config.quarantineProbeMax().toNanos());
        }
        if (probe >= 0) {
            parts.clock().after(probe, this::probe);
        }
    }

    private void probe() {
        synchronized (this) {
            if (!quarantine.release(parts.clock().nanos())) {
                return;
            }
            refresh();
        }
        LOG.info("{}: released from quarantine, on probation", name);
        kick();
    }

    /** Ends it: nothing is accepted or delivered any more. Calls under way go on. */
    synchronized void close() {
        closed = true;
        refresh();
        for (MailboxShard shard : shards) {
            shard.shut();
        }
    }

    boolean closed() {
        return closed;
    }

    /** Serves under another definition of the same mailbox from now on. */
    synchronized void redefine(Definition next) {
        definition = next;
        for (MailboxShard shard : shards) {
            shard.setCapacity(capacityOfShard());
        }
        refresh();
    }

    private void refresh() {
        plain = filter == null && !(handler instanceof ContextAwareHandler);
        deliverable = !closed && holds.isEmpty() && !quarantine.active();
        refreshInline();
    }

    private void refreshInline() {
        boolean inline = deliverable && definition.mode() == ProcessingMode.SYNC && diverting == 0 && queued() == 0;
        inlineHandler = inline ? handler : null;
        plainInlineHandler = inline && plain ? handler : null;
    }

    private void endInline() {
        inlineHandler = null;
        plainInlineHandler = null;
    }

    /** Signals whoever serves its mailboxes. */
    void kick() {
        for (MailboxShard shard : shards) {
            shard.kick();
        }
    }

    /** Waits for calls that are under way on other threads, at most for {@code quiesce.limit}. */
    boolean awaitCalls() {
        long limit = parts.quiesceNanos();
        boolean quiet =
                definition.mode() != ProcessingMode.SYNC || parts.slots().awaitPasses(limit);
        for (MailboxShard shard : shards) {
            quiet &= shard.awaitIdle(limit);
        }
        if (!quiet) {
            LOG.warn("{}: its handler is still busy after {} ms", name, limit / 1_000_000);
        }
        return quiet;
    }

    /** Whether a processor serves its mailboxes. */
    boolean served() {
        return shards[0].attachment() != null;
    }

    /** Accepted items of all its mailboxes that have no fate yet. */
    long queued() {
        long sum = 0;
        for (MailboxShard shard : shards) {
            sum += shard.queued();
        }
        return sum;
    }
}
