package io.signalbox.core.internal;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Gap;
import io.signalbox.core.internal.ShardCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the owner of a mailbox does: takes items in order, has them called, and settles what became of each. First those
 * that waited for another try, then new ones. By one thread at a time, the owner.
 */
final class DeliveryTurn {
    private final MailboxShard shard;
    private final Subscription subscription;
    private final BusParts parts;
    private final Lanes lanes;
    private final Tries tries;
    private final ShardCounts counts;
    private final ReplyWatch replies;

    private volatile boolean abandoned; // the items under way are counted as lost already
    private volatile int inBatch; // how many items a call of handleBatch has; 0 outside
    private volatile boolean orphaned;

    DeliveryTurn(MailboxShard shard, BusParts parts, Lanes lanes, Tries tries, ShardCounts counts) {
        this.shard = shard;
        this.parts = parts;
        this.lanes = lanes;
        this.tries = tries;
        this.counts = counts;
        subscription = shard.subscription;
        replies = new ReplyWatch(parts.clock(), subscription::quarantine, subscription::overrunEnded);
    }

    private boolean goesOn(Attachment by) {
        return by == shard.attachment() && subscription.deliverable();
    }

    // ---- one at a time

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

    /** The next item, after the handler was told of what was lost before it; null if there is none. */
    private Object take(ThreadSlot slot) {
        Object item = lanes.poll();
        for (Gap gap = gapBefore(item); gap != null; gap = gapBefore(item)) {
            slot.begin(slot.nextCall(), subscription.number);
            HandlerGuard.missed(subscription.handler(), gap);
            callEnded(slot);
        }
        return item;
    }

    private Gap gapBefore(Object item) {
        return lanes.polled().gapBefore(item);
    }

    private void deliver(ThreadSlot slot, Object item) {
        if (Envelope.failures(item) != null) {
            wait(tries.open(item));
            return;
        }
        slot.begin(slot.nextCall(), subscription.number);
        Object outer = slot.beginItem(item);
        Outcome outcome = subscription.call(item, 1, false);
        slot.endItem(outer);
        boolean overran = callEnded(slot);
        if (outcome == Outcome.DONE) {
            settle(item, Count.DELIVERED);
            if (!overran) {
                lanes.polled().moved();
            }
        } else {
            Count fate = fateOf(outcome);
            if (fate != null) {
                settle(item, fate);
            } else {
                settle(tries.open(item), outcome);
            }
            if (!overran && !tries.blocked()) {
                lanes.polled().moved();
            }
        }
    }

    /** Whether the call was over its budget. */
    private boolean callEnded(ThreadSlot slot) {
        if (!slot.suspected() || !slot.overrunEnded()) {
            return false;
        }
        Attachment served = shard.attachment();
        if (served != null) {
            served.recovered();
        }
        return true;
    }

    // ---- several at once

    /** Deals with those that waited, then with up to {@code limit} new ones in one call; returns with how many. */
    int runBatch(ThreadSlot slot, Attachment by, int limit) {
        if (subscription.oneByOne()) {
            return run(slot, by, limit);
        }
        int done = 0;
        boolean due = true;
        while (due && done < limit) {
            Line line = tries.some() && goesOn(by) ? tries.takeDue() : null;
            due = line != null;
            if (due) {
                goOn(slot, line, true);
                done++;
            }
        }
        Batch batch = parts.batches().borrow();
        try {
            done += fill(slot, by, batch, limit - done);
            if (!batch.isEmpty()) {
                call(slot, batch);
            }
        } finally {
            parts.batches().giveBack(batch);
        }
        return done;
    }

    /** Takes what belongs into one call; returns how many items were dealt with or taken. */
    private int fill(ThreadSlot slot, Attachment by, Batch batch, int limit) {
        int done = 0;
        while (done < limit && goesOn(by) && !tries.blocked() && (batch.isEmpty() || !lanes.gapDue())) {
            Object item = take(slot);
            if (item == null) {
                return done;
            }
            done++;
            if (Envelope.failures(item) != null) {
                wait(tries.open(item));
            } else if (!tries.follows(item)) {
                Outcome refused = subscription.refuses(item);
                if (refused == null) {
                    batch.put(item);
                } else {
                    settleNew(item, refused);
                }
            }
        }
        return done;
    }

    private void settleNew(Object item, Outcome outcome) {
        Count fate = fateOf(outcome);
        if (fate != null) {
            settle(item, fate);
        } else {
            settle(tries.open(item), outcome);
        }
    }

    private void call(ThreadSlot slot, Batch batch) {
        inBatch = batch.size();
        slot.begin(slot.nextCall(), subscription.number);
        Throwable thrown = HandlerGuard.handleBatch(subscription.handler(), batch);
        boolean overran = callEnded(slot);
        inBatch = 0;
        if (abandoned) {
            abandoned = false;
            for (int i = 0; i < batch.size(); i++) {
                subscription.settled(batch.item(i), false);
                Envelope.settled(batch.item(i));
            }
            return;
        }
        if (thrown == null) {
            counts.add(Count.DELIVERED, batch.size());
            for (int i = 0; i < batch.size(); i++) {
                subscription.settled(batch.item(i), true);
                Envelope.settled(batch.item(i));
            }
        } else {
            for (int i = 0; i < batch.size(); i++) {
                Object item = batch.item(i);
                if (failed(Envelope.event(item), thrown)) {
                    failNew(item, causeFor(thrown));
                } else {
                    settle(item, Count.DELIVERED);
                }
            }
        }
        if (!overran && !tries.blocked()) {
            lanes.polled().moved();
        }
    }

    private static boolean failed(DomainEvent event, Throwable thrown) {
        if (thrown instanceof BatchFailedException partly) {
            for (DomainEvent each : partly.failed()) {
                if (each == event) {
                    return true;
                }
            }
            return false;
        }
        return true;
    }

    private static Throwable causeFor(Throwable thrown) {
        return thrown instanceof BatchFailedException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** An event of a batch has failed: it waits for another try behind those of its order that failed before it. */
    private void failNew(Object item, Throwable cause) {
        Failures failures = new Failures();
        failures.admitted(true);
        Optional<Duration> delay = failed(item, failures, cause);
        if (delay.isEmpty()) {
            park(item, failures);
            settle(item, Count.PARKED);
            return;
        }
        Envelope waiting = Envelope.afterFailure(item, failures);
        if (!tries.follows(waiting)) {
            wait(tries.open(waiting));
        }
    }

    // ---- what was tried before

    /** The line's item may be called again, or its answer has come. */
    private void goOn(ThreadSlot slot, Line line, boolean batch) {
        Outcome outcome = line.takeReply();
        boolean overran = false;
        if (outcome == null) {
            if (line.redelivery()) {
                counts.increment(Count.RETRIED);
            }
            slot.begin(slot.nextCall(), subscription.number);
            int attempt = line.failures().attempts() + 1;
            boolean admitted = line.failures().admitted();
            Object outer = slot.beginItem(line.item());
            outcome = batch
                    ? subscription.callBatch(line.item(), admitted)
                    : subscription.call(line.item(), attempt, admitted);
            slot.endItem(outer);
            overran = callEnded(slot);
        }
        settle(line, outcome);
        if (!overran && !tries.blocked()) {
            lanes.polled().moved();
        }
    }

    private void settle(Line line, Outcome outcome) {
        Count fate = fateOf(outcome);
        if (fate != null) {
            end(line, fate);
        } else if (outcome instanceof Outcome.Failed failure) {
            line.failures().admitted(failure.admitted());
            fail(line, failure.cause());
        } else if (outcome instanceof Outcome.Pending pending) {
            awaitReply(line, pending);
        }
    }

    /** What an outcome that needs no other try counts as; null for the rest. */
    private static Count fateOf(Outcome outcome) {
        if (outcome == Outcome.DONE) {
            return Count.DELIVERED;
        }
        if (outcome == Outcome.FILTERED) {
            return Count.FILTERED;
        }
        return outcome == Outcome.DUPLICATE ? Count.DUPLICATE : null;
    }

    /** The line's item has its fate; the next of the line goes on. */
    private void end(Line line, Count fate) {
        settle(line.item(), fate);
        if (tries.advance(line)) {
            wait(line);
        }
    }

    /** The item has its fate. */
    private void settle(Object item, Count fate) {
        subscription.settled(item, fate == Count.DELIVERED);
        if (abandoned) {
            abandoned = false;
        } else {
            counts.increment(fate);
            if (fate == Count.DUPLICATE) {
                subscription.counts().dropped("DUPLICATE");
            }
        }
        Envelope.settled(item);
    }

    private void fail(Line line, Throwable cause) {
        Failures failures = line.failures();
        Optional<Duration> delay = failed(line.item(), failures, cause);
        if (delay.isPresent() && !abandoned) {
            wait(line);
            return;
        }
        if (!abandoned) {
            park(line.item(), failures);
        }
        end(line, Count.PARKED);
    }

    /** Counts one more failure; returns when to try again, and notes that in {@code failures}. */
    private Optional<Duration> failed(Object item, Failures failures, Throwable cause) {
        counts.increment(Count.FAILED);
        Instant now = parts.clock().now();
        failures.add(now, cause);
        FailedAttempt attempt = new FailedAttempt(
                Envelope.event(item), subscription.name, failures.attempts(), failures.elapsed(now), cause);
        Optional<Duration> delay = subscription.nextDelay(attempt);
        delay.ifPresent(wait ->
                failures.notBefore(parts.clock().nanos() + Math.max(0, Math.min(wait.toNanos(), Long.MAX_VALUE / 4))));
        return delay;
    }

    private void park(Object item, Failures failures) {
        parts.deadLetters().park(subscription, item, failures);
    }

    /** The line goes on when its next try is due; at once if it is that already. */
    private void wait(Line line) {
        if (line.failures().attempts() == 0) {
            shard.due(line);
            return;
        }
        long left = line.failures().notBefore() - parts.clock().nanos();
        if (left <= 0) {
            line.waitUntil(parts.clock().now());
            shard.due(line);
        } else {
            line.waitUntil(parts.clock().now().plusNanos(left));
            parts.clock().after(left, () -> shard.due(line));
        }
    }

    private void awaitReply(Line line, Outcome.Pending pending) {
        replies.expect(line, subscription.budgetNanos());
        pending.stage().whenComplete((done, thrown) -> {
            line.answer(thrown == null ? Outcome.DONE : new Outcome.Failed(thrown));
            replies.came(line);
            shard.due(line);
        });
    }

    // ---- for whoever ends the subscription

    boolean repliesOwed() {
        return replies.owed();
    }

    /** Counts the call under way as lost; returns of how many items it is. By one thread, while another owns the mailbox. */
    int abandon() {
        abandoned = true;
        orphaned = true;
        return Math.max(1, inBatch);
    }

    /** Whether a call was given up meanwhile and what waits here is nobody's. By the owner, at the end of its turn. */
    boolean endAbandoned() {
        boolean mine = orphaned;
        orphaned = false;
        return mine;
    }
}
