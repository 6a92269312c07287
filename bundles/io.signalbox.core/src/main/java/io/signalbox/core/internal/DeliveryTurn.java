package io.signalbox.core.internal;

import io.signalbox.api.Gap;
import io.signalbox.core.internal.ShardCounts.Count;

/**
 * What the owner of a mailbox does: takes items in order and has them called. First those that waited for another try,
 * then new ones. By one thread at a time, the owner.
 */
final class DeliveryTurn {
    private final MailboxShard shard;
    private final Subscription subscription;
    private final GuardedCalls calls;
    private final Lanes lanes;
    private final Tries tries;
    private final Fates fates;
    private final ShardCounts counts;

    DeliveryTurn(MailboxShard shard, Lanes lanes, Tries tries, Fates fates, ShardCounts counts) {
        this.shard = shard;
        this.lanes = lanes;
        this.tries = tries;
        this.fates = fates;
        this.counts = counts;
        subscription = shard.subscription;
        calls = subscription.calls();
    }

    /** Deals with up to {@code limit} items; returns with how many. */
    int run(ThreadSlot slot, Attachment by, int limit) {
        int done = 0;
        while (done < limit && goesOn(by)) {
            Line line = tries.some() ? tries.takeDue() : null;
            if (line != null) {
                goOn(slot, line, false);
                done++;
            } else {
                Object item = tries.blocked() ? null : take(slot);
                if (item == null) {
                    return done;
                }
                if (!tries.follows(item)) {
                    deliver(slot, item);
                    done++;
                }
            }
        }
        return done;
    }

    /** Whether the attachment may still deliver. */
    boolean goesOn(Attachment by) {
        return by == shard.attachment() && subscription.deliverable();
    }

    /** The next item, after the handler was told of what was lost before it; null if there is none. */
    Object take(ThreadSlot slot) {
        Object item = lanes.poll();
        for (Gap gap = gapBefore(item); gap != null; gap = gapBefore(item)) {
            slot.begin(slot.nextCall(), subscription.number);
            HandlerGuard.missed(calls.handler(), gap);
            callEnded(slot);
        }
        return item;
    }

    private Gap gapBefore(Object item) {
        return lanes.polled().gapBefore(item);
    }

    private void deliver(ThreadSlot slot, Object item) {
        if (Envelope.failures(item) != null) {
            fates.await(tries.open(item));
            return;
        }
        slot.begin(slot.nextCall(), subscription.number);
        Object outer = slot.beginItem(item);
        Outcome outcome = calls.call(item, 1, false);
        slot.endItem(outer);
        boolean overran = callEnded(slot);
        if (outcome == Outcome.DONE) {
            fates.settle(item, Count.DELIVERED);
        } else {
            fates.settle(item, outcome);
        }
        moved(overran);
    }

    /** The line's item may be called again, or its answer has come. */
    void goOn(ThreadSlot slot, Line line, boolean batch) {
        Outcome outcome = line.takeReply();
        boolean overran = false;
        if (outcome == null) {
            if (line.redelivery()) {
                counts.increment(Count.RETRIED);
            }
            Failures failures = line.failures();
            slot.begin(slot.nextCall(), subscription.number);
            Object outer = slot.beginItem(line.item());
            outcome = batch
                    ? calls.callBatch(line.item(), failures.admitted())
                    : calls.call(line.item(), failures.attempts() + 1, failures.admitted());
            slot.endItem(outer);
            overran = callEnded(slot);
        }
        fates.settle(line, outcome);
        moved(overran);
    }

    /** Whether the call that was begun on the slot was over its budget. */
    boolean callEnded(ThreadSlot slot) {
        if (!slot.suspected() || !slot.overrunEnded()) {
            return false;
        }
        Attachment served = shard.attachment();
        if (served != null) {
            served.recovered();
        }
        return true;
    }

    /** Publishers may hope for room again, unless the call was over its budget or the mailbox is stopped by a failure. */
    void moved(boolean overran) {
        if (!overran && !tries.blocked()) {
            lanes.polled().moved();
        }
    }
}
