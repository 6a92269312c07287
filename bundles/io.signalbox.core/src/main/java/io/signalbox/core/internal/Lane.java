package io.signalbox.core.internal;

import io.signalbox.api.EventPriority;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.spi.EventStore;
import java.time.Duration;

/**
 * One of the up to three queues of a mailbox, with what its overflow rule needs: the place where publishers wait for
 * room, and the book of what was lost. Publishers from any thread; {@link #poll} and what follows it by the thread that
 * owns the mailbox.
 */
final class Lane {
    private final MailboxShard shard;
    private final EventQueue queue;
    private final Spill spill; // null unless the rule is SPILL
    private final GapLedger gaps = new GapLedger();
    private final RoomGate gate;
    private volatile long evictions; // guarded by the queue's lock
    private volatile long storeLosses; // guarded by the spill's lock

    Lane(MailboxShard shard, EventPriority priority, Definition definition, int capacity) {
        this.shard = shard;
        queue = switch (definition.overflow()) {
            case DROP_OLDEST -> new EvictingQueue(capacity, this::evicted);
            case COALESCE -> new CoalescingQueue(capacity, this::superseded);
            default -> new RingQueue(capacity);
        };
        gate = new RoomGate(queue);
        spill = definition.overflow() == OverflowPolicy.SPILL
                ? new Spill(
                        shard.spillName(priority),
                        queue,
                        shard.subscription::store,
                        this::lostInStore,
                        shard.subscription::storeUnreadable)
                : null;
    }

    // ---- for publishers

    /** Takes the item if there is room; never waits. The caller wakes whoever serves the mailbox. */
    boolean acceptIfRoom(Object item) {
        return (spill == null || !spill.active()) && queue.offer(item) == EventQueue.Offer.ACCEPTED;
    }

    /** Takes the item, or says why not; waits for room as the subscription's overflow rule says. */
    RefusalReason accept(Object item, Duration deadline) {
        RefusalReason reason = offer(item, deadline);
        if (reason != null) {
            shard.subscription.counts().refused(reason);
            if (reason != RefusalReason.CLOSED) { // a gap is what a full mailbox lost; here nobody is left to be told
                gaps.lost(end(), false, shard.now());
            }
        }
        return reason;
    }

    private long end() {
        return spill == null ? queue.accepted() : queue.accepted() + spill.accepted();
    }

    private RefusalReason offer(Object item, Duration deadline) {
        Subscription subscription = shard.subscription;
        if (spill != null) {
            return spill.offer(item, subscription.patience(deadline));
        }
        EventQueue.Offer offer = queue.offer(item);
        if (offer == EventQueue.Offer.ACCEPTED) {
            return null;
        }
        if (offer == EventQueue.Offer.SHUT) {
            return RefusalReason.CLOSED;
        }
        RefusalReason reason = subscription.whenFull();
        if (reason != null) {
            return reason;
        }
        return shard.ownedByCaller() ? RefusalReason.REENTRANT_FULL : gate.await(item, subscription.patience(deadline));
    }

    /** By publishers, under the queue's lock. */
    private void evicted(Object item) {
        gaps.lost(queue.taken(), true, shard.now());
        evictions++;
        shard.subscription.counts().dropped("DROPPED_OLDEST");
        Envelope.settled(item);
    }

    /** By publishers, under the queue's lock: a newer event of the same kind has taken its place, so nothing is told. */
    private void superseded(Object item) {
        shard.subscription.counts().superseded();
        Envelope.settled(item);
    }

    /** By the owner, or by whoever takes the store away. */
    private void lostInStore(long events) {
        for (long i = 0; i < events; i++) {
            shard.subscription.counts().dropped("LOST_IN_STORE");
        }
        storeLosses += events;
    }

    // ---- for the owner

    /** The oldest item, or null. */
    Object poll() {
        Object item = queue.poll();
        if (item != null || spill == null) {
            return item;
        }
        Object spilled = spill.next();
        return spilled != null ? spilled : queue.poll();
    }

    /** The loss that the handler is to be told of before {@code item}, or null; {@code item} is what was polled last. */
    Gap gapBefore(Object item) {
        if (!gaps.some()) {
            return null;
        }
        return gaps.take(item == null ? taken() : polledPosition(), shard.subscription.name);
    }

    /** Whether a loss is to be told before the next item. */
    boolean gapDue() {
        return gaps.some() && gaps.due(taken());
    }

    private long polledPosition() {
        return spill == null ? queue.polledPosition() : taken() - 1;
    }

    private long taken() {
        return spill == null ? queue.taken() : queue.taken() + spill.taken();
    }

    /** An item of this lane was dealt with in time. */
    void moved() {
        gate.moved();
    }

    // ---- for anybody

    boolean waiting() {
        return !queue.isEmpty() || spill != null && spill.waiting() > 0 || gapDue();
    }

    /** Whether {@link #poll} would give an item; false too while a publisher is about to put one in. */
    boolean holdsNext() {
        return queue.holdsNext() || spill != null && spill.waiting() > 0;
    }

    boolean isEmpty() {
        return queue.isEmpty() && (spill == null || spill.waiting() == 0);
    }

    int size() {
        return spill == null ? queue.size() : (int) Math.min(Integer.MAX_VALUE, queue.size() + spill.waiting());
    }

    /** How many items were ever accepted. */
    long accepted() {
        return end();
    }

    /** How many accepted items were dropped. */
    long gone() {
        return evictions + storeLosses;
    }

    /** How many items were ever taken out. */
    long handedOut() {
        return taken();
    }

    int capacity() {
        return queue.capacity();
    }

    void setCapacity(int events) {
        queue.setCapacity(events);
    }

    void letIn() {
        gate.letIn();
    }

    void stick() {
        gate.stick();
    }

    /** The store is about to go; what waits in it is taken out. */
    void storeLeaves(EventStore leaving) {
        if (spill != null) {
            spill.leave(leaving);
        }
    }

    void shut() {
        if (spill != null) {
            spill.shut();
        }
        queue.shut();
    }

    void reopen() {
        queue.reopen();
        if (spill != null) {
            spill.reopen();
        }
    }
}
