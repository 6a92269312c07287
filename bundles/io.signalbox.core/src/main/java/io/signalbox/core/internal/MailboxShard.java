package io.signalbox.core.internal;

import io.signalbox.api.EventPriority;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.view.PendingRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A serial mailbox: its events are delivered one at a time, in order. A subscription has one, or several when its order
 * is by key.
 *
 * <p>Whoever delivers owns the shard meanwhile ({@link Ownership}); what the owner wrote is seen by the next owner
 * through that. What an owner does stands in {@link DeliveryTurn} and {@link BatchTurn}, what becomes of items in {@link Fates}.
 */
final class MailboxShard {
    private static final long STORE_NANOS = 1_000_000_000;

    final Subscription subscription;
    private final BusParts parts;
    private final int index;
    private volatile int capacity;
    private final Lanes lanes;
    private final Tries tries;
    private final ShardCounts counts = new ShardCounts();
    private final Ownership ownership = new Ownership();
    private final Fates fates;
    private final DeliveryTurn turn;
    private final BatchTurn batchTurn;

    private volatile Attachment attachment;
    private volatile ChosenQueue chosen; // null unless its processor chooses who serves it
    private volatile LoadMeter meter; // null until somebody wants to know
    private final AtomicLong emptiedItems = new AtomicLong();

    MailboxShard(Subscription subscription, BusParts parts, Definition definition, int index, int capacity) {
        this.subscription = subscription;
        this.parts = parts;
        this.index = index;
        this.capacity = capacity;
        lanes = new Lanes(priority -> new Lane(this, priority, definition, this.capacity));
        tries = new Tries(definition.options().ordering(), () -> this.capacity);
        fates = new Fates(this, parts, tries, counts);
        turn = new DeliveryTurn(this, lanes, tries, fates, counts);
        batchTurn = new BatchTurn(subscription, parts.batches(), turn, lanes, tries, fates);
    }

    /** The stream of the event store in which a lane's overflow waits. */
    String spillName(EventPriority lane) {
        return "spill/" + subscription.name + "/" + index + "/" + lane.name().toLowerCase(Locale.ROOT);
    }

    // ---- for publishers

    /** Takes the item if there is room; never waits. */
    boolean acceptIfRoom(Object item) {
        Lane lane = lanes.of(item);
        if (!lane.acceptIfRoom(item)) {
            return false;
        }
        accepted(lane);
        return true;
    }

    /** Takes the item, or says why not; waits for room as the subscription's overflow rule says. */
    RefusalReason accept(Object item, Duration deadline) {
        Lane lane = lanes.of(item);
        RefusalReason reason = lane.accept(item, deadline);
        if (reason == null) {
            accepted(lane);
        } else if (reason != RefusalReason.CLOSED) {
            wake(); // the mailbox may have emptied meanwhile, and the loss is to be told all the same
        }
        return reason;
    }

    private void accepted(Lane lane) {
        LoadMeter measuring = meter;
        Attachment served = attachment;
        if (measuring != null) {
            measuring.accepted(lane, served != null && served.byPublishers());
        }
        if (served != null) {
            if (served.besidePublishers()) {
                subscription.fellBehind();
            }
            if (served.resting()) {
                served.wake();
            }
        }
    }

    /** Lets whoever serves the mailbox look, but not on this thread. */
    private void wake() {
        Attachment served = attachment;
        if (served != null && served.resting()) {
            served.wakeElsewhere();
        }
    }

    // ---- for processors, through their attachment

    /** Delivers up to {@code limit} items for the attachment that asks; see {@link io.signalbox.api.spi.DeliveryQueue}. */
    int deliver(Attachment by, int limit) {
        return own(by, limit, false);
    }

    /** The same, in one call of {@code handleBatch} as far as they are tried for the first time. */
    int deliverBatch(Attachment by, int limit) {
        return own(by, limit, true);
    }

    private int own(Attachment by, int limit, boolean batch) {
        if (!ownership.take()) {
            return 0;
        }
        LoadMeter measuring = meter;
        long start = measuring == null ? 0 : measuring.begin(by.byPublishers());
        ThreadSlot slot = parts.slots().current();
        long outer = slot.running();
        int done = 0;
        try {
            done = batch ? batchTurn.run(slot, by, limit) : turn.run(slot, by, limit);
        } finally {
            slot.end(slot.nextCall(), outer);
            if (measuring != null) {
                measuring.turn(start, done);
            }
            release();
        }
        return done;
    }

    private void release() {
        lanes.forEach(Lane::letIn);
        if (tries.some() && (fates.endAbandoned() || subscription.closed())) {
            emptiedItems.addAndGet(tries.empty(this::dropEnded)); // whoever ended it could not reach these
        }
        boolean emptied = !tries.some() && lanes.isEmpty();
        ownership.give();
        if (emptied) {
            subscription.drained();
        }
        Attachment served = attachment;
        if (served != null && served.resting() && ready()) {
            served.wakeElsewhere(); // another attachment's turn, or one that rested while this call was under way
        }
    }

    private void dropEnded(Object item) {
        subscription.counts().dropped("UNSUBSCRIBED");
        Envelope.settled(item);
    }

    /** Whether a delivery would find something to do and nobody else is at it. */
    boolean ready() {
        return ownership.free() && subscription.deliverable() && waiting();
    }

    /** The same without a look at what publishers write all the time, so that it may miss what is just being put in. */
    boolean holdsNext() {
        return subscription.deliverable() && (tries.anyDue() || !tries.blocked() && lanes.holdsNext());
    }

    private boolean waiting() {
        return tries.anyDue() || !tries.blocked() && lanes.waiting();
    }

    /** A delivery that waited can go on; by any thread. */
    void due(Line line) {
        tries.due(line);
        wake();
    }

    // ---- for the subscription and the bus

    ShardCounts counts() {
        return counts;
    }

    Instant now() {
        return parts.clock().now();
    }

    Attachment attachment() {
        return attachment;
    }

    /** Who chooses who serves the mailbox; null for nobody. */
    ChosenQueue chosen() {
        return chosen;
    }

    void choose(ChosenQueue next) {
        chosen = next;
    }

    /** What is said of how the mailbox is served now; empty for nothing. */
    String processing() {
        Attachment served = attachment;
        ChosenQueue choice = chosen;
        String own = served == null ? "" : served.description();
        if (choice == null) {
            return own;
        }
        return own.isEmpty() ? choice.description() : choice.description() + ", " + own;
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

    /** Begins to measure, if nobody has yet, and gives the caller a look of its own. */
    LoadWindow measure() {
        synchronized (tries) {
            if (meter == null) {
                meter = new LoadMeter(parts.clock()::nanos);
            }
            return meter.open();
        }
    }

    int capacity() {
        return capacity;
    }

    /** Nobody waits for room until a delivery has ended in time. */
    void stick() {
        lanes.forEach(Lane::stick);
    }

    boolean ownedBy(Thread thread) {
        return ownership.heldBy(thread);
    }

    boolean ownedByCaller() {
        return ownership.heldBy(Thread.currentThread());
    }

    /** Waits until no other thread is inside a delivery of this mailbox and no handler owes a reply. */
    boolean awaitIdle(long limitNanos) {
        return Quiescence.await(() -> (ownership.free() || ownedByCaller()) && !fates.repliesOwed(), limitNanos);
    }

    int size() {
        return (int) Math.min(Integer.MAX_VALUE, lanes.sum(Lane::size));
    }

    /** How many accepted items have no fate yet. */
    long queued() {
        long ended = counts.ended() + gone(); // first: what ends meanwhile may count here, nothing may be missed
        return Math.max(0, accepted() - ended);
    }

    /** How many accepted items were dropped, duplicates not counted. */
    long gone() {
        return lanes.sum(Lane::gone) + emptiedItems.get();
    }

    long accepted() {
        return lanes.sum(Lane::accepted);
    }

    Collection<PendingRetry> retries(int limit) {
        return tries.pictures(limit);
    }

    void setCapacity(int events) {
        capacity = events;
        lanes.forEach(lane -> lane.setCapacity(events));
    }

    void storeLeaves(EventStore leaving) {
        lanes.forEach(lane -> lane.storeLeaves(leaving));
    }

    void shut() {
        lanes.shut();
    }

    void reopen() {
        lanes.reopen();
    }

    /**
     * Empties a shut mailbox of a subscription that is held, telling {@code fate} of each item. If a call is still under
     * way after the limit, its items count as dropped and not again when the call returns. Returns how many items there
     * were.
     */
    long empty(long limitNanos, Consumer<Object> fate) {
        boolean inside = ownedByCaller(); // the caller is the handler itself: its own event is settled when it returns
        boolean mine = inside || Quiescence.await(ownership::take, limitNanos);
        long emptied = 0;
        if (!mine) {
            fates.abandon();
            long abandoned = batchTurn.underWay();
            for (long i = 0; i < abandoned; i++) {
                subscription.counts().dropped("ABANDONED");
            }
            emptied += abandoned;
        } else if (!inside) {
            emptied += tries.empty(fate);
        }
        for (Object next = pollShut(); next != null; next = pollShut()) {
            fate.accept(next);
            emptied++;
        }
        emptiedItems.addAndGet(emptied);
        if (mine && !inside) {
            ownership.give();
        }
        return emptied;
    }

    /** The next item of the shut lanes, after a publisher that is about to put it in has done so; null if none is left. */
    private Object pollShut() {
        Object next = lanes.poll();
        if (next == null && Quiescence.await(() -> lanes.isEmpty() || lanes.holdsNext(), STORE_NANOS)) {
            next = lanes.poll();
        }
        return next;
    }
}
