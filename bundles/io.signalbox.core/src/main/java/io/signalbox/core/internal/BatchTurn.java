package io.signalbox.core.internal;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.DomainEvent;

/**
 * What the owner of a mailbox does when several events are to be handed over in one call: like {@link DeliveryTurn}, of
 * which it uses the steps. What failed in a batch is tried again alone. By one thread at a time, the owner.
 */
final class BatchTurn {
    private final Subscription subscription;
    private final EventMemoryPool pool;
    private final DeliveryTurn turn;
    private final Lanes lanes;
    private final Tries tries;
    private final Fates fates;
    private volatile int underWay; // how many items the call has that is being made; 0 outside

    BatchTurn(
            Subscription subscription, EventMemoryPool pool, DeliveryTurn turn, Lanes lanes, Tries tries, Fates fates) {
        this.subscription = subscription;
        this.pool = pool;
        this.turn = turn;
        this.lanes = lanes;
        this.tries = tries;
        this.fates = fates;
    }

    /** Deals with those that waited, then with up to {@code limit} new ones in one call; returns with how many. */
    int run(ThreadSlot slot, Attachment by, int limit) {
        if (subscription.calls().oneByOne()) {
            return turn.run(slot, by, limit);
        }
        int done = goOn(slot, by, limit);
        Batch batch = pool.borrow();
        try {
            done += fill(slot, by, batch, limit - done);
            if (!batch.isEmpty()) {
                call(slot, batch);
            }
        } finally {
            pool.giveBack(batch);
        }
        return done;
    }

    private int goOn(ThreadSlot slot, Attachment by, int limit) {
        int done = 0;
        while (done < limit && tries.some() && turn.goesOn(by)) {
            Line line = tries.takeDue();
            if (line == null) {
                return done;
            }
            turn.goOn(slot, line, true);
            done++;
        }
        return done;
    }

    /** Takes what belongs into one call; returns how many items were dealt with or taken. */
    private int fill(ThreadSlot slot, Attachment by, Batch batch, int limit) {
        int done = 0;
        while (done < limit && turn.goesOn(by) && !tries.blocked() && (batch.isEmpty() || !lanes.gapDue())) {
            Object item = turn.take(slot);
            if (item == null) {
                return done;
            }
            done++;
            if (Envelope.failures(item) != null) {
                fates.await(tries.open(item));
            } else if (!tries.follows(item)) {
                Outcome refused = subscription.calls().refuses(item);
                if (refused == null) {
                    batch.put(item);
                } else {
                    fates.settle(item, refused);
                }
            }
        }
        return done;
    }

    private void call(ThreadSlot slot, Batch batch) {
        underWay = batch.size();
        slot.begin(slot.nextCall(), subscription.number);
        Throwable thrown = subscription.calls().callBatch(batch);
        boolean overran = turn.callEnded(slot);
        underWay = 0;
        if (thrown == null || fates.abandoned()) {
            fates.settle(batch);
        } else {
            for (int i = 0; i < batch.size(); i++) {
                Object item = batch.item(i);
                if (failed(Envelope.event(item), thrown)) {
                    fates.fail(item, HandlerGuard.batchCause(thrown));
                } else {
                    fates.settle(item, Outcome.DONE);
                }
            }
        }
        turn.moved(overran);
    }

    private static boolean failed(DomainEvent event, Throwable thrown) {
        if (!(thrown instanceof BatchFailedException partly)) {
            return true;
        }
        for (DomainEvent each : partly.failed()) {
            if (each == event) {
                return true;
            }
        }
        return false;
    }

    /** How many items a call has that is being made now, one at least; for any thread. */
    int underWay() {
        return Math.max(1, underWay);
    }
}
