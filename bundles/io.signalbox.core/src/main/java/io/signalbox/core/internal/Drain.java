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

    /**
     * What had become of accepted items so far. Each counter is read once, so that what is delivered meanwhile counts on
     * one side only.
     */
    private record Fates(long delivered, long parked, long gone) {
        static Fates of(Subscription subscription) {
            long delivered = 0;
            long parked = 0;
            long gone = 0;
            for (MailboxShard shard : subscription.shards()) {
                ShardCounts counts = shard.counts();
                delivered += counts.get(Count.DELIVERED) + counts.get(Count.FILTERED) + counts.get(Count.DUPLICATE);
                parked += shard.counts().get(Count.PARKED);
                gone += shard.gone();
            }
            return new Fates(delivered, parked, gone);
        }

        long sum() {
            return delivered + parked + gone;
        }
    }

    private record Start(Subscription subscription, Fates fates) {}

    private final List<Start> starts = new ArrayList<>();
    private final long began = System.nanoTime();

    /** To be made when publishers are refused already, or about to be. */
    Drain(Collection<Subscription> subscriptions) {
        for (Subscription subscription : subscriptions) {
            starts.add(new Start(subscription, Fates.of(subscription)));
        }
    }

    /** Waits until nothing is left that can still be delivered, at most for the limit; then gives the rest up. */
    DrainReport run(Duration limit) {
        for (Start start : starts) {
            start.subscription.shut(); // a publisher on its way is refused, or what it brings is among what is drained
        }
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
        long accepted = 0;
        for (MailboxShard shard : s.shards()) {
            shard.empty(GRASP_NANOS, item -> {
                s.counts().dropped("STOPPED");
                Envelope.settled(item);
            });
            accepted += shard.accepted();
        }
        Fates before = start.fates;
        Fates now = Fates.of(s);
        return new DrainReport.Line(
                s.name,
                accepted - before.sum(),
                now.delivered - before.delivered,
                now.parked - before.parked,
                0,
                now.gone - before.gone);
    }

    /** Undoes what {@link #run} did to the subscription, so that it serves again. */
    static void reopen(Subscription subscription) {
        for (MailboxShard shard : subscription.shards()) {
            shard.reopen();
        }
        subscription.unhold(STOPPED);
    }
}
