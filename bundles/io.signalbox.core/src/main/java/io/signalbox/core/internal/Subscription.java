package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.view.PendingRetry;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription: its handler, its mailbox, and whether it may be served now.
 *
 * <p>Changes of state are made under {@code this}; publishers and workers read {@code deliverable}
 * and what is in the {@link InlineGate}, which are volatile and always set together with the state. Whoever ends or swaps something first
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
    private final GuardedCalls calls;
    private final InlineGate inline;
    private final Quarantine quarantine = new Quarantine(); // guarded by this
    private final Set<String> holds = new LinkedHashSet<>(); // guarded by this

    private volatile Definition definition;
    private volatile boolean closed;
    private volatile boolean deliverable;

    /** Delivers nothing before {@link #begin}. */
    Subscription(
            EventSubscriptionId id, String name, Definition definition, EnhancedEventHandler handler, BusParts parts) {
        this.id = id;
        number = id.value();
        this.name = name;
        this.definition = definition;
        this.parts = parts;
        OptionalInt window = definition.options().deduplicationWindow();
        calls = new GuardedCalls(this, parts, window.isPresent() ? new Deduplication(window.getAsInt()) : null);
        boolean serial = definition.options().ordering() == Ordering.SUBSCRIPTION;
        int processors = Runtime.getRuntime().availableProcessors();
        shards =
                new MailboxShard[serial ? 1 : definition.options().parallelism().orElse(processors)];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new MailboxShard(this, parts, definition, i, capacityOfShard());
        }
        inline = new InlineGate(this, parts);
        calls.handler(handler, handler.supportsAsync());
    }

    /** Delivers from now on, unless something holds it. */
    synchronized void begin() {
        refresh();
    }

    /** Whether anything holds it. */
    synchronized boolean held() {
        return !holds.isEmpty();
    }

    static final String HANDLER_AWAY = "its handler is away";
    private static final String CIRCUIT_OPEN = "its retry policy holds it after failures";
    private static final String STORE_UNREADABLE = "what it spilled cannot be read from the event store now";
    private static final long STORE_RETRY_NANOS = 1_000_000_000;

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
        int hash = HandlerGuard.key(event).hashCode() * 0x9E3779B9;
        return shards[(int) (((hash & 0xFFFFFFFFL) * shards.length) >>> 32)];
    }

    // ---- calls

    EnhancedEventHandler handler() {
        return calls.handler();
    }

    /** How its handler is called. */
    GuardedCalls calls() {
        return calls;
    }

    /** Delivers nothing for so long: its retry policy asks for that. */
    void openCircuit(Duration delay) {
        boolean began;
        synchronized (this) {
            began = holds.add(CIRCUIT_OPEN);
            refresh();
        }
        if (began) {
            parts.clock().after(Math.max(0, delay.toNanos()), () -> unhold(CIRCUIT_OPEN));
        }
    }

    /** The way of SYNC events to the handler or into the mailbox. */
    InlineGate inline() {
        return inline;
    }

    /** Takes a dead letter's event into the mailbox once more; false if it has no room. */
    boolean redrive(DomainEvent event, Map<String, String> headers) {
        synchronized (this) {
            inline.close();
        }
        boolean taken = !closed && shardFor(event).acceptIfRoom(Envelope.redriven(event, headers));
        drained();
        return taken;
    }

    /**
     * A mailbox of a SYNC subscription has an event: its publisher's next one has to wait behind it. Usually that is known
     * before; but a publisher may still have been on its way to the mailbox when the mode became SYNC.
     */
    synchronized void fellBehind() {
        if (inline.handler() != null) {
            refreshInline();
        }
    }

    /** A mailbox has become empty: a SYNC subscription goes back to the publishers' threads if nothing else waits. */
    void drained() {
        if (definition.mode() == ProcessingMode.SYNC && inline.handler() == null) {
            refreshInline();
        }
    }

    // ---- the event store

    /** The event store there is now, or null. */
    EventStore store() {
        return parts.store().get();
    }

    /** What it spilled cannot be read now: it looks again in a while. */
    void storeUnreadable() {
        hold(STORE_UNREADABLE);
        parts.clock().after(STORE_RETRY_NANOS, () -> unhold(STORE_UNREADABLE));
    }

    // ---- what a full mailbox does

    /** Why a full mailbox refuses at once; null if a publisher may wait for room. */
    RefusalReason whenFull() {
        if (definition.overflow() == OverflowPolicy.REJECT || definition.overflow() == OverflowPolicy.COALESCE) {
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
            calls.handler(next, supportsAsync);
        }
        unhold(HANDLER_AWAY);
    }

    /** Takes its handler away; when this returns the handler is not called again, unless the limit ran out. */
    boolean unbind() {
        hold(HANDLER_AWAY);
        boolean quiet = awaitCalls();
        synchronized (this) {
            if (holds.contains(HANDLER_AWAY)) {
                calls.handler(null, false);
            }
        }
        return quiet;
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

    /** Accepts nothing from now on. */
    void shut() {
        for (MailboxShard shard : shards) {
            shard.shut();
        }
    }

    /** Ends it: nothing is accepted or delivered any more. Calls under way go on. */
    synchronized void close() {
        closed = true;
        refresh();
        shut();
    }

    /**
     * Lets go of what it was served with, when no call goes on: its dead letters keep it, and are to keep no class of a
     * handler's bundle.
     */
    synchronized void forget() {
        for (MailboxShard shard : shards) {
            if (shard.ownedByCaller()) {
                return; // the handler ends its own subscription and has not returned
            }
        }
        calls.forget();
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
        deliverable = !closed && holds.isEmpty() && !quarantine.active();
        refreshInline();
    }

    /** Opens or closes the way to its handler on publishers' threads, as its state is now. */
    synchronized void refreshInline() {
        if (deliverable && definition.mode() == ProcessingMode.SYNC) {
            inline.refresh(calls.handler(), calls.filter(), calls.special());
        } else {
            inline.close();
        }
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

    /** What waits for another try; the first few. */
    List<PendingRetry> retries() {
        List<PendingRetry> retries = new ArrayList<>();
        for (MailboxShard shard : shards) {
            retries.addAll(shard.retries(SubscriptionView.MAX_RETRIES - retries.size()));
        }
        return retries;
    }

    /** What is said of how it is served now; empty for nothing. */
    String processing() {
        Set<String> said = new LinkedHashSet<>();
        for (MailboxShard shard : shards) {
            String text = shard.processing();
            if (!text.isEmpty()) {
                said.add(text);
            }
        }
        return String.join("; ", said);
    }

    /** Whether a processor serves its mailboxes. */
    boolean served() {
        return shards[0].attachment() != null; // all of them have, or none
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
