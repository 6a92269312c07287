package io.signalbox.core.internal;

import io.signalbox.api.FailedAttempt;
import io.signalbox.core.internal.ShardCounts.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of the items of one mailbox once they were called: each has exactly one fate, or waits for another try or
 * for an answer. By the thread that owns the mailbox, except where it says otherwise.
 */
final class Fates {
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private final MailboxShard shard;
    private final Subscription subscription;
    private final BusParts parts;
    private final Tries tries;
    private final ShardCounts counts;
    private final ReplyWatch replies;
    private volatile boolean abandoned; // the items under way are counted as lost already
    private volatile boolean orphaned; // what waits here is nobody's, because of that

    Fates(MailboxShard shard, BusParts parts, Tries tries, ShardCounts counts) {
        this.shard = shard;
        this.parts = parts;
        this.tries = tries;
        this.counts = counts;
        subscription = shard.subscription;
        replies = new ReplyWatch(parts.clock(), subscription::quarantine, subscription::overrunEnded);
    }

    // ---- of items that were called for the first time

    /** The item has its fate. */
    void settle(Object item, Count fate) {
        subscription.calls().settled(item, fate == Count.DELIVERED);
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

    /** The item has its fate, or begins to wait. */
    void settle(Object item, Outcome outcome) {
        Count fate = of(outcome);
        if (fate != null) {
            settle(item, fate);
        } else {
            settle(tries.open(item), outcome);
        }
    }

    /** A batch was handled, or was given up before that. */
    void settle(Batch batch) {
        boolean counted = !abandoned;
        abandoned = false;
        if (counted) {
            counts.add(Count.DELIVERED, batch.size());
        }
        for (int i = 0; i < batch.size(); i++) {
            subscription.calls().settled(batch.item(i), counted);
            Envelope.settled(batch.item(i));
        }
    }

    /** An item of a batch has failed: it waits for another try behind those of its order that failed before it. */
    void fail(Object item, Throwable cause) {
        Failures failures = new Failures();
        failures.admitted(true);
        if (failed(item, failures, cause).isEmpty()) {
            parts.deadLetters().park(subscription, item, failures);
            settle(item, Count.PARKED);
            return;
        }
        Envelope waiting = Envelope.afterFailure(item, failures);
        if (!tries.follows(waiting)) {
            await(tries.open(waiting));
        }
    }

    /** What an outcome that needs no other try counts as; null for the rest. */
    private static Count of(Outcome outcome) {
        if (outcome == Outcome.DONE) {
            return Count.DELIVERED;
        }
        if (outcome == Outcome.FILTERED) {
            return Count.FILTERED;
        }
        return outcome == Outcome.DUPLICATE ? Count.DUPLICATE : null;
    }

    // ---- of items that were tried before

    /** The line's item has its fate and the next one goes on, or it waits. */
    void settle(Line line, Outcome outcome) {
        Count fate = of(outcome);
        if (fate != null) {
            end(line, fate);
        } else if (outcome instanceof Outcome.Failed failure) {
            line.failures().admitted(failure.admitted());
            fail(line, failure.cause());
        } else if (outcome instanceof Outcome.Pending pending) {
            awaitReply(line, pending);
        }
    }

    private void end(Line line, Count fate) {
        settle(line.item(), fate);
        if (tries.advance(line)) {
            await(line);
        }
    }

    private void fail(Line line, Throwable cause) {
        Failures failures = line.failures();
        Optional<Duration> delay = failed(line.item(), failures, cause);
        if (delay.isPresent() && !abandoned) {
            await(line);
            return;
        }
        if (!abandoned) {
            parts.deadLetters().park(subscription, line.item(), failures);
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
        Optional<Duration> delay = subscription.calls().nextDelay(attempt);
        delay.ifPresent(wait -> failures.notBefore(parts.clock().nanos() + nanos(wait)));
        return delay;
    }

    private static long nanos(Duration delay) {
        return delay.compareTo(Duration.ofNanos(LONGEST_NANOS)) >= 0 ? LONGEST_NANOS : Math.max(0, delay.toNanos());
    }

    /** The line goes on when its next try is due; at once if it is that already. */
    void await(Line line) {
        if (line.failures().attempts() == 0) {
            shard.due(line);
            return;
        }
        long left = Math.max(0, line.failures().notBefore() - parts.clock().nanos());
        line.waitUntil(parts.clock().now().plusNanos(left));
        if (left == 0) {
            shard.due(line);
        } else {
            parts.clock().after(left, () -> shard.due(line));
        }
    }

    private void awaitReply(Line line, Outcome.Pending pending) {
        replies.expect(line, subscription.budgetNanos());
        HandlerGuard.whenComplete(pending.stage(), outcome -> {
            line.answer(outcome);
            replies.came(line);
            shard.due(line);
        });
    }

    // ---- for whoever ends the subscription

    /** Whether a handler that went on without a thread has not answered yet; for any thread. */
    boolean repliesOwed() {
        return replies.owed();
    }

    /** The items under way count as lost from now on; by one thread, while another owns the mailbox. */
    void abandon() {
        abandoned = true;
        orphaned = true;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** Whether {@link #abandon} was called, so that what waits here is nobody's; once, at the end of the owner's turn. */
    boolean endAbandoned() {
        boolean mine = orphaned;
        orphaned = false;
        return mine;
    }
}
