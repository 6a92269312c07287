package io.signalbox.core.internal;

import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.RefusalReason;
import io.signalbox.core.internal.ShardCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A serial mailbox: its events are delivered one at a time, in order. A subscription has one, or several when its order
 * is by key.
 *
 * <p>Whoever delivers owns the shard meanwhile ({@link Ownership}). An item that was tried and has no
 * fate yet stays {@code held}, through retries and changes of handler and processor, so that nothing overtakes it. What
 * the owner wrote is seen by the next owner through that.
 */
final class MailboxShard {
    /** Why an item that was taken is not being delivered just now. */
    private enum Pause {
        NONE,
        RETRY,
        REPLY
    }

    private static final long STORE_NANOS = 1_000_000_000;

    final Subscription subscription;
    private final BusParts parts;
    private final EventQueue queue;
    private final GapLedger gaps = new GapLedger();
    private final RoomGate gate;

    private volatile Attachment attachment;
    private volatile Pause pause = Pause.NONE;
    private volatile Outcome reply; // of a handler that went on without a thread

    private Object held; // by the owner, so too the next two
    private int attempts;
    private Instant firstFailure;
    private volatile long evictions; // guarded by the queue's lock
    private volatile long emptiedItems; // by the one thread that empties
    private volatile boolean abandoned; // the call under way is counted as lost already

    private final ShardCounts counts = new ShardCounts();
    private final Ownership ownership = new Ownership();

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
            wake(); // the mailbox may have emptied meanwhile, and the loss is to be told all the same
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
        if (!ownership.take()) {
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
            slot.end(slot.nextCall(), outer);
            release(by);
        }
        return done;
    }

    /** The next item, after the handler was told of what was lost before it. */
    private Object take(ThreadSlot slot) {
        Object item = queue.poll();
        while (gaps.some()) {
            Gap gap = gaps.take(item == null ? queue.taken() : queue.polledPosition(), subscription.name);
            if (gap == null) {
                return item;
            }
            slot.begin(slot.nextCall(), subscription.number);
            HandlerGuard.missed(subscription.handler(), gap);
            callEnded(slot);
        }
        return item;
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
                counts.increment(Count.RETRIED);
            }
            slot.begin(slot.nextCall(), subscription.number);
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
            end(item, Count.DELIVERED);
        } else if (outcome == Outcome.FILTERED) {
            end(item, Count.FILTERED);
        } else if (outcome instanceof Outcome.Failed failure) {
            fail(item, failure.cause());
        } else if (outcome instanceof Outcome.Pending pending) {
            held = item;
            awaitReply(pending);
        }
    }

    /** The item has its fate, which {@code as} counts. */
    private void end(Object item, Count as) {
        if (held != null) {
            held = null;
            attempts = 0;
            firstFailure = null;
        }
        if (abandoned) {
            abandoned = false;
        } else {
            counts.increment(as);
        }
        Envelope.settled(item);
    }

    private void fail(Object item, Throwable cause) {
        counts.increment(Count.FAILED);
        held = item;
        attempts++;
        if (firstFailure == null) {
            firstFailure = parts.clock().now();
        }
        FailedAttempt failure = new FailedAttempt(
                Envelope.event(item),
                subscription.name,
                attempts,
                Duration.between(firstFailure, parts.clock().now()),
                cause);
        Optional<Duration> delay = HandlerGuard.nextDelay(subscription.retryPolicy(), failure);
        if (delay.isPresent() && !abandoned) {
            pauseForRetry(delay.get());
            return;
        }
        if (!abandoned) {
            parts.deadLetters().park(subscription, item, attempts, cause, firstFailure);
        }
        end(item, Count.PARKED);
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
        AtomicReference<Boolean> overdue = new AtomicReference<>(); // null while the reply is awaited in time
        long budget = subscription.budgetNanos();
        if (budget > 0) {
            parts.clock().after(budget, () -> {
                if (overdue.compareAndSet(null, true)) {
                    subscription.quarantine();
                }
            });
        }
        pending.stage().whenComplete((done, thrown) -> {
            if (!overdue.compareAndSet(null, false)) {
                subscription.overrunEnded();
            }
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
        ownership.give();
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
        return ownership.free() && pause == Pause.NONE && subscription.deliverable() && waiting();
    }

    private boolean waiting() {
        return held != null || !queue.isEmpty() || gaps.some() && gaps.due(queue.taken());
    }

    // ---- for the subscription and the bus

    ShardCounts counts() {
        return counts;
    }

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
        return ownership.heldBy(thread);
    }

    boolean ownedByCaller() {
        return ownership.heldBy(Thread.currentThread());
    }

    /** Waits until no other thread is inside a delivery of this mailbox and no handler owes a reply. */
    boolean awaitIdle(long limitNanos) {
        return Quiescence.await(() -> (ownership.free() || ownedByCaller()) && pause != Pause.REPLY, limitNanos);
    }

    /** Whether nothing waits and nothing is being delivered. */
    boolean idle() {
        return (ownership.free() || ownedByCaller()) && queued() == 0;
    }

    int size() {
        return queue.size();
    }

    /** How many accepted items have no fate yet. */
    long queued() {
        long ended = counts.get(Count.DELIVERED) + counts.get(Count.FILTERED) + counts.get(Count.PARKED) + gone();
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
        boolean inside = ownedByCaller(); // the caller is the handler itself: its own event is settled when it returns
        boolean mine = inside || Quiescence.await(ownership::take, limitNanos);
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
        for (Object next = pollShut(); next != null; next = pollShut()) {
            fate.accept(next);
            emptied++;
        }
        emptiedItems += emptied;
        if (mine && !inside) {
            pause = Pause.NONE;
            ownership.give();
        }
        return emptied;
    }

    /** The next item of the shut queue, after a publisher that is about to put it in has done so; null if none is left. */
    private Object pollShut() {
        Object next = queue.poll();
        if (next == null && Quiescence.await(() -> queue.isEmpty() || queue.holdsNext(), STORE_NANOS)) {
            next = queue.poll();
        }
        return next;
    }
}
