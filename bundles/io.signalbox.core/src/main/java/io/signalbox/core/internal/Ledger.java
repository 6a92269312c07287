package io.signalbox.core.internal;

import io.signalbox.api.EventBusStats;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.core.internal.ShardCounts.Count;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Adds the bus's counters up. A publish counts its pass through the SYNC subscriptions once, in its plan; a plan that
 * was thrown away is folded into its subscriptions when no thread can be inside it any more, and a subscription that
 * was closed into the totals after that.
 */
final class Ledger {
    private final ThreadSlots slots;
    private final LockFreeSubscriptionRegistry registry;
    private final Supplier<Boolean> running;

    private List<DeliveryPlan> retired = new ArrayList<>(); // guarded by this
    private List<Subscription> closed = new ArrayList<>(); // guarded by this
    private List<DeliveryPlan> foldingPlans = List.of(); // guarded by this, so too the next three
    private List<Subscription> foldingClosed = List.of();
    private ThreadSlot[] foldingSlots = {};
    private long[] foldingPasses = {};
    private final Totals gone = new Totals(); // guarded by this

    Ledger(ThreadSlots slots, LockFreeSubscriptionRegistry registry, Supplier<Boolean> running) {
        this.slots = slots;
        this.registry = registry;
        this.running = running;
    }

    /** A plan was thrown away; threads may still be inside it. */
    synchronized void retired(DeliveryPlan plan) {
        retired.add(plan);
    }

    /** A subscription was closed and left the registry. */
    synchronized void closed(Subscription subscription) {
        closed.add(subscription);
    }

    /** Folds what can be folded; by the clock's thread, every now and then. */
    synchronized void fold() {
        if (foldingPlans.isEmpty() && foldingClosed.isEmpty()) {
            if (retired.isEmpty() && closed.isEmpty()) {
                return;
            }
            foldingPlans = retired;
            foldingClosed = closed;
            retired = new ArrayList<>();
            closed = new ArrayList<>();
            foldingSlots = slots.all();
            foldingPasses = new long[foldingSlots.length];
            for (int i = 0; i < foldingSlots.length; i++) {
                foldingPasses[i] = foldingSlots[i].pass();
            }
        } else if (allLeft()) {
            for (DeliveryPlan plan : foldingPlans) {
                long passes = plan.passes();
                gone.published += passes;
                for (int i = 0; i < plan.inline.length; i++) {
                    SubscriptionCounts counts = plan.inline[i].counts();
                    long filtered = plan.filteredAt(i);
                    counts.add(SubscriptionCounts.Count.INLINE_CALLS, passes);
                    counts.add(SubscriptionCounts.Count.INLINE_ELSEWHERE, filtered);
                    counts.add(SubscriptionCounts.Count.INLINE_FILTERED, filtered);
                }
                for (Subscription subscription : plan.excluded) {
                    subscription.counts().add(SubscriptionCounts.Count.INLINE_FILTERED, passes);
                }
            }
            for (Subscription subscription : foldingClosed) {
                if (subscription.queued() == 0 && subscription.counts().parkedNow() == 0) {
                    gone.add(subscription, Unfolded.NOTHING);
                } else {
                    closed.add(
                            subscription); // its handler ended it and has not returned, or its dead letters are there
                }
            }
            foldingPlans = List.of();
            foldingClosed = List.of();
        }
    }

    private boolean allLeft() {
        for (int i = 0; i < foldingSlots.length; i++) {
            if ((foldingPasses[i] & 1) == 1 && foldingSlots[i].pass() == foldingPasses[i]) {
                return false;
            }
        }
        return true;
    }

    /** The plans whose passes are not folded yet. */
    private List<DeliveryPlan> plans() {
        List<DeliveryPlan> plans = registry.countingPlans();
        plans.addAll(retired);
        plans.addAll(foldingPlans);
        return plans;
    }

    /** What plans say of one subscription and is not folded yet: how many calls it had, and how many its filter refused. */
    private static final class Unfolded {
        static final Unfolded NOTHING = new Unfolded();
        long called;
        long filtered;
    }

    private static Map<Subscription, Unfolded> unfolded(List<DeliveryPlan> plans) {
        Map<Subscription, Unfolded> unfolded = new IdentityHashMap<>();
        for (DeliveryPlan plan : plans) {
            long passes = plan.passes();
            for (int i = 0; i < plan.inline.length; i++) {
                Unfolded of = unfolded.computeIfAbsent(plan.inline[i], s -> new Unfolded());
                long filtered = plan.filteredAt(i);
                of.called += passes - filtered;
                of.filtered += filtered;
            }
            for (Subscription subscription : plan.excluded) {
                unfolded.computeIfAbsent(subscription, s -> new Unfolded()).filtered += passes;
            }
        }
        return unfolded;
    }

    /** Every live subscription with its counters. */
    synchronized List<SubscriptionView> views() {
        Map<Subscription, Unfolded> calls = unfolded(plans());
        List<SubscriptionView> views = new ArrayList<>();
        for (Subscription subscription : registry.all()) {
            Totals totals = new Totals();
            totals.add(subscription, calls.getOrDefault(subscription, Unfolded.NOTHING));
            views.add(totals.view(subscription));
        }
        return views;
    }

    synchronized EventBusStats stats() {
        List<DeliveryPlan> plans = plans();
        Map<Subscription, Unfolded> calls = unfolded(plans);
        Totals totals = new Totals();
        totals.add(gone);
        totals.published += slots.published();
        for (DeliveryPlan plan : plans) {
            totals.published += plan.passes();
        }
        int quarantined = 0;
        int holding = 0;
        var live = registry.all();
        for (Subscription subscription : live) {
            totals.add(subscription, calls.getOrDefault(subscription, Unfolded.NOTHING));
            quarantined += subscription.state() == SubscriptionView.State.QUARANTINED ? 1 : 0;
            holding += subscription.state() == SubscriptionView.State.HOLDING ? 1 : 0;
        }
        List<Subscription> leaving = new ArrayList<>(closed);
        leaving.addAll(foldingClosed);
        leaving.forEach(subscription -> totals.add(subscription, calls.getOrDefault(subscription, Unfolded.NOTHING)));
        return new EventBusStats(
                running.get(),
                totals.published,
                totals.offered,
                totals.delivered,
                totals.filtered,
                totals.failed,
                totals.retried,
                totals.parked,
                totals.dropped,
                totals.queued,
                live.size(),
                registry.eventTypes(),
                quarantined,
                holding);
    }

    /** Sums of counters. */
    private static final class Totals {
        long published;
        long offered;
        long delivered;
        long filtered;
        long failed;
        long retried;
        long parked;
        long queued;
        final Map<String, Long> dropped = new TreeMap<>();

        void add(Subscription subscription, Unfolded unfolded) {
            SubscriptionCounts counts = subscription.counts();
            long inline = counts.get(SubscriptionCounts.Count.INLINE_CALLS)
                    + unfolded.called
                    - counts.get(SubscriptionCounts.Count.INLINE_ELSEWHERE);
            long filteredInline = counts.get(SubscriptionCounts.Count.INLINE_FILTERED) + unfolded.filtered;
            offered += inline
                    + filteredInline
                    + counts.get(SubscriptionCounts.Count.INLINE_PARKED)
                    + counts.get(SubscriptionCounts.Count.REFUSED);
            offered -= counts.get(SubscriptionCounts.Count.REDRIVEN);
            delivered += inline;
            filtered += filteredInline;
            failed += counts.get(SubscriptionCounts.Count.INLINE_FAILED);
            parked += counts.parkedNow();
            counts.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
            for (MailboxShard shard : subscription.shards()) {
                offered += shard.accepted();
                delivered += shard.counts().get(Count.DELIVERED);
                filtered += shard.counts().get(Count.FILTERED);
                failed += shard.counts().get(Count.FAILED);
                retried += shard.counts().get(Count.RETRIED);
                queued += shard.queued();
            }
        }

        void add(Totals other) {
            published += other.published;
            offered += other.offered;
            delivered += other.delivered;
            filtered += other.filtered;
            failed += other.failed;
            retried += other.retried;
            parked += other.parked;
            queued += other.queued;
            other.dropped.forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
        }

        SubscriptionView view(Subscription subscription) {
            Definition definition = subscription.definition();
            return new SubscriptionView(
                    subscription.id,
                    subscription.name,
                    definition.patterns(),
                    definition.mode(),
                    definition.priority(),
                    definition.options().ordering(),
                    definition.overflow(),
                    definition.queueCapacity(),
                    subscription.state(),
                    subscription.reason(),
                    subscription.processing(),
                    offered,
                    delivered,
                    filtered,
                    failed,
                    retried,
                    parked,
                    dropped,
                    queued,
                    subscription.retries());
        }
    }
}
