package io.signalbox.core.internal;

import io.signalbox.api.DrainReport;
import io.signalbox.core.internal.ShardCounts.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lets queued events be delivered before the bus stops, and accounts for each. Used once. */
final class Drain {
    private static final String STOPPED = "the bus is stopped";
    private static final long GRASP_NANOS = 100_000_000;

    private record Start(Subscription subscription, long ended, long delivered, long parked) {}

    private final List<Start> starts = new ArrayList<>();
    private final long began = System.nanoTime();

    /** To be made when publishers are refused already, or about to be. */
    Drain(Collection<Subscription> subscriptions) {
        for (Subscription s : subscriptions) {
            long accepted = 0;
            long delivered = 0;
            for (MailboxShard shard : s.shards()) {
                accepted += shard.accepted();
                delivered +=
                        shard.counts().get(Count.DELIVERED) + shard.counts().get(Count.FILTERED);
            }
            starts.add(new Start(s, accepted - s.queued(), delivered, s.counts().get(SubscriptionCounts.Count.PARKED)));
        }
    }

    /** Waits until nothing is left that can still be delivered, at most for the limit; then gives the rest up. */
    DrainReport run(Duration limit) {
        Quiescence.await(() -> starts.stream().noneMatch(start -> canGoOn(start.subscription)), limit.toNanos());
        List<DrainReport.Line> lines = new ArrayList<>();
        for (Start start : starts) {
            DrainReport.Line line = finish(start);
            if (line.accepted() > 0) {
                lines.add(line);
            }
        }
        return new DrainReport(Duration.ofNanos(System.nanoTime() - began), lines);
    }

    private static boolean canGoOn(Subscription subscription) {
        return subscription.deliverable() && subscription.served() && subscription.queued() > 0;
    }

    private static DrainReport.Line finish(Start start) {
        Subscription s = start.subscription;
        s.hold(STOPPED);
        long lost = 0;
        for (MailboxShard shard : s.shards()) {
            shard.shut();
            lost += shard.empty(GRASP_NANOS, item -> {
                s.counts().dropped("STOPPED");
                Envelope.settled(item);
            });
        }
        long accepted = 0;
        long delivered = 0;
        for (MailboxShard shard : s.shards()) {
            accepted += shard.accepted();
            delivered += shard.counts().get(Count.DELIVERED) + shard.counts().get(Count.FILTERED);
        }
        return new DrainReport.Line(
                s.name,
                accepted - start.ended,
                delivered - start.delivered,
                s.counts().get(SubscriptionCounts.Count.PARKED) - start.parked,
                0,
                lost);
    }

    /** Undoes what {@link #run} did to the subscription, so that it serves again. */
    static void reopen(Subscription subscription) {
        for (MailboxShard shard : subscription.shards()) {
            shard.reopen();
        }
        subscription.unhold(STOPPED);
    }
}
