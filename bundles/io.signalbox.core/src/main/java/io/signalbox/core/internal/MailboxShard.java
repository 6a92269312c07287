package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.RefusalReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A serial mailbox: its events are delivered one at a time, in order. A subscription has one, or several when its order
 * is by key.
 *
 * <p>Whoever delivers owns the shard meanwhile ({@code owner}, by compare-and-set). An item that was tried and has no
 * fate yet stays {@code held}, through retries and changes of handler and processor, so that nothing overtakes it. What
 * the owner wrote is seen by the next owner through {@code owner}.
 */
final class MailboxShard {
    /** Why an item that was taken is not being delivered just now. */
    private enum Pause {
        NONE,
        RETRY,
        REPLY
    }

    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(MailboxShard.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Subscription subscription;
    private final BusParts parts;
    private final EventQueue queue;
    private final GapLedger gaps = new GapLedger();
    private final RoomGate gate;

    private volatile Thread owner;
    private volatile Attachment attachment;
    private volatile Pause pause = Pause.NONE;
    private volatile Outcome reply; // of a handler that went on without a thread

    private Object held; // by the owner, so too the next two
    private int attempts;
    private Instant firstFailure;
    private volatile long evictions; // guarded by the queue's lock
    private volatile long emptiedItems; // by the one thread that empties
    private volatile boolean abandoned; // the call under way is counted as lost already

    final OwnedCounter delivered = new OwnedCounter();
    final OwnedCounter filtered = new OwnedCounter();
    final OwnedCounter failed = new OwnedCounter();
    final OwnedCounter retried = new OwnedCounter();
    final OwnedCounter parked = new OwnedCounter(); // that became dead letters, whatever became of these

    MailboxShard(Subscription subscription, BusParts parts, OverflowPolicy overflow, int capacity) {
        this.subscription = subscription;
        this.parts = parts;
        queue = overflow == OverflowPolicy.DROP_OLDEST
                ? new EvictingQueue(capacity, this::evicted)
                : new RingQueue(capacity);
        gate = new RoomGate(queue);
    }

    // ---- for publishers

    /** Takes the item if there is room; never waits. */
    boolean acceptIfRoom(Object item) {
        if (queue.offer(item) != EventQueue.Offer.ACCEPTED) {
            return false;
        }
        wake();
        return true;
    }

    /** Takes the item, or says why not; waits for room as the subscription's overflow rule says. */
    RefusalReason accept(Object item, Duration deadline) {
        EventQueue.Offer offer = queue.offer(item);
        if (offer == EventQueue.Offer.FULL) {
            return acceptFull(item, deadline);
        }
        if (offer == EventQueue.Offer.SHUT) {
            return refuse(RefusalReason.CLOSED);
        }
        wake();
        return null;
    }

    private RefusalReason acceptFull(Object item, Duration deadline) {
        RefusalReason reason = subscription.whenFull();
        if (reason == null) {
            reason = ownedByCaller() ? RefusalReason.REENTRANT_FULL : gate.await(item, subscription.patience(deadline));
        }
        if (reason == null) {
            wake();
            return null;
        }
        return refuse(reason);
    }

    private RefusalReason refuse(RefusalReason reason) {
        if (reason != RefusalReason.CLOSED) { // a gap is what a full mailbox lost, and here nobody is left to be told
            gaps.lost(queue.accepted(), false, parts.clock().now());
        }
        subscription.counts().refused(reason);
        return reason;
    }

    /** By publishers, under the queue's lock. */
    private void evicted(Object item) {
        gaps.lost(queue.taken(), true, parts.clock().now());
        evictions++;
        subscription.counts().dropped("DROPPED_OLDEST");
        Envelope.settled(item);
    }

    private void wake() {
        Attachment served = attachment;
        if (served != null && served.resting()) {
            served.wake();
        }
    }

    // ---- for processors, through their attachment

    /** Delivers up to {@code limit} items for the attachment that asks; see {@link io.signalbox.api.spi.DeliveryQueue}. */
    int deliver(Attachment by, int limit) {
        if (!OWNER.compareAndSet(this, null, Thread.currentThread())) {
            return 0;
        }
        int done = 0;
        ThreadSlot slot = parts.slots().current();
        long outer = slot.running();
        try {
            while (done < limit && by == attachment && subscription.deliverable() && pause == Pause.NONE) {
                Object item = held != null ? held : take(slot);
                if (item == null) {
                    break;
                }
                deliver(slot, item);
                done++;
            }
        } finally {
            slot.end(outer);
            release(by);
        }
        return done;
    }

    private Object take(ThreadSlot slot) {
        while (gaps.some() && gaps.due(queue.taken())) {
            tellGap(slot);
        }
        return queue.poll();
    }

    private void tellGap(ThreadSlot slot) {
        Gap gap = gaps.take(queue.taken(), subscription.name);
        EnhancedEventHandler handler = subscription.handler();
        if (gap != null && handler != null) {
            slot.begin(subscription.number);
            HandlerGuard.missed(handler, gap);
            callEnded(slot);
        }
    }

    private void deliver(ThreadSlot slot, Object item) {
        Outcome outcome = reply;
        boolean overran = false;
        if (outcome != null) {
            reply = null;
        } else {
            if (held == null && item instanceof Envelope envelope && envelope.attempts() > 0) {
                attempts = envelope.attempts();
            }
            if (attempts > 0) {
                retried.increment();
            }
            slot.begin(subscription.number);
            outcome = subscription.call(item, attempts + 1);
            overran = callEnded(slot);
        }
        settle(item, outcome);
        if (!overran && held == null) {
            gate.moved();
        }
    }

    /** Whether the call was over its budget. */
    private boolean callEnded(ThreadSlot slot) {
        if (!slot.suspected() || !slot.overrunEnded()) {
            return false;
        }
        Attachment served = attachment;
        if (served != null) {
            served.recovered();
        }
        return true;
    }

    private void settle(Object item, Outcome outcome) {
        if (outcome == Outcome.DONE) {
            end(item, delivered);
        } else if (outcome == Outcome.FILTERED) {
            end(item, filtered);
        } else if (outcome instanceof Outcome.Failed failure) {
            fail(item, failure.cause());
        } else if (outcome instanceof Outcome.Pending pending) {
            held = item;
            awaitReply(pending);
        }
    }

    /** The item has its fate, which {@code as} counts. */
    private void end(Object item, OwnedCounter as) {
        if (held != null) {
            held = null;
            attempts = 0;
            firstFailure = null;
        }
        if (abandoned) {
            abandoned = false;
        } else {
            as.increment();
        }
        Envelope.settled(item);
    }

    private void fail(Object item, Throwable cause) {
        failed.increment();
        held = item;
        attempts++;
        if (firstFailure == null) {
            firstFailure = parts.clock().now();
        }
        FailedAttempt failure = new FailedAttempt(Envelope.event(item), subscription.name, attempts, cause);
        Optional<Duration> delay = HandlerGuard.nextDelay(subscription.retryPolicy(), failure);
        if (delay.isPresent() && !abandoned) {
            pauseForRetry(delay.get());
            return;
        }
        if (!abandoned) {
            parts.deadLetters().park(subscription, failure.event(), attempts, cause, firstFailure);
        }
        end(item, parked);
    }

    /** Delivers nothing until {@code delay} is over. */
    void pauseForRetry(Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            return;
        }
        pause = Pause.RETRY;
        parts.clock().after(delay.toNanos(), this::resume);
    }

    private void awaitReply(Outcome.Pending pending) {
        pause = Pause.REPLY;
        pending.stage().whenComplete((done, thrown) -> {
            reply = thrown == null ? Outcome.DONE : new Outcome.Failed(thrown);
            resume();
        });
    }

    private void resume() {
        pause = Pause.NONE;
        wake();
    }

    private void release(Attachment by) {
        gate.letIn();
        boolean emptied = held == null && queue.isEmpty();
        owner = null;
        if (emptied) {
            subscription.drained();
        }
        Attachment served = attachment;
        if (served != null && served.resting() && ready()) {
            served.wake(); // another attachment's turn, or one that rested while this call was under way
        }
    }

    /** Whether a delivery would find something to do and nobody else is at it. */
    boolean ready() {
        return owner == null && pause == Pause.NONE && subscription.deliverable() && waiting();
    }

    private boolean waiting() {
        return held != null || !queue.isEmpty() || gaps.some() && gaps.due(queue.taken());
    }

    // ---- for the subscription and the bus

    Attachment attachment() {
        return attachment;
    }

    /** Puts the mailbox into other hands; null leaves it in none. Returns who had it. */
    Attachment attach(Attachment next) {
        Attachment old = attachment;
        attachment = next;
        return old;
    }

    /** Signals whoever serves the mailbox, if there is something to deliver. */
    void kick() {
        if (ready()) {
            wake();
        }
    }

    /** Nobody waits for room until a delivery has ended in time. */
    void stick() {
        gate.stick();
    }

    boolean ownedBy(Thread thread) {
        return owner == thread;
    }

    boolean ownedByCaller() {
        return owner == Thread.currentThread();
    }

    /** Waits until no other thread is inside a delivery of this mailbox and no handler owes a reply. */
    boolean awaitIdle(long limitNanos) {
        return Quiescence.await(() -> (owner == null || ownedByCaller()) && pause != Pause.REPLY, limitNanos);
    }

    /** Whether nothing waits and nothing is being delivered. */
    boolean idle() {
        return (owner == null || ownedByCaller()) && queued() == 0;
    }

    int size() {
        return queue.size();
    }

    /** How many accepted items have no fate yet. */
    long queued() {
        long ended = delivered.get() + filtered.get() + parked.get() + gone();
        return Math.max(0, queue.accepted() - ended);
    }

    /** How many accepted items were dropped. */
    long gone() {
        return evictions + emptiedItems;
    }

    long accepted() {
        return queue.accepted();
    }

    void setCapacity(int events) {
        queue.setCapacity(events);
    }

    int capacity() {
        return queue.capacity();
    }

    void shut() {
        queue.shut();
    }

    void reopen() {
        queue.reopen();
    }

    /**
     * Empties a shut mailbox of a subscription that is held, telling {@code fate} of each item. If a call is still under
     * way after the limit, its item counts as dropped and not again when the call returns. Returns how many items there
     * were.
     */
    long empty(long limitNanos, Consumer<Object> fate) {
        Thread me = Thread.currentThread();
        boolean inside = ownedByCaller(); // the caller is the handler itself: its own event is settled when it returns
        boolean mine = inside || Quiescence.await(() -> OWNER.compareAndSet(this, null, me), limitNanos);
        long emptied = 0;
        if (!mine) {
            abandoned = true;
            subscription.counts().dropped("ABANDONED");
            emptied++;
        } else if (!inside && held != null) {
            fate.accept(held);
            emptied++;
            held = null;
            attempts = 0;
            firstFailure = null;
            reply = null;
        }
        for (Object next = queue.poll(); next != null; next = queue.poll()) {
            fate.accept(next);
            emptied++;
        }
        emptiedItems += emptied;
        if (mine && !inside) {
            pause = Pause.NONE;
            owner = null;
        }
        return emptied;
    }
}
