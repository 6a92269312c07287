package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Receipt;
import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.spi.EventProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one event through its plan: the SYNC subscriptions on this thread, then each other one's mailbox. A mailbox has
 * one shard, or several chosen by the event's key.
 */
final class ShardedEventDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(ShardedEventDispatcher.class);

    private final LockFreeSubscriptionRegistry registry;
    private final ProcessorTable processors;
    private final BusParts parts;

    ShardedEventDispatcher(LockFreeSubscriptionRegistry registry, ProcessorTable processors, BusParts parts) {
        this.registry = registry;
        this.processors = processors;
        this.parts = parts;
    }

    /**
     * @param item the event itself, or its envelope
     * @param deadline how long to wait for room; null for each subscription's own
     */
    Receipt dispatch(ThreadSlot slot, Route route, DomainEvent event, Object item, Duration deadline) {
        DeliveryPlan whole = registry.plan(route);
        if (whole.choosy) {
            return dispatch(slot, route, item, deadline, VersionFit.of(event));
        }
        DeliveryPlan plan = whole.select(event);
        if (!plan.counts()) {
            slot.countPublished();
            return plan.queued.length == 0 ? plan.accepted() : offer(plan, event, item, deadline, null);
        }
        for (; ; ) {
            InlineTrouble trouble = null;
            boolean ready = false;
            boolean outermost = slot.enter();
            try {
                // Only now is it sure what is in force: whoever changes it waits for those who are inside.
                if (route.plan() != whole) {
                    whole = registry.plan(route);
                    plan = whole.select(event);
                }
                SyncService sync = processors.sync();
                ready = !whole.choosy && (sync != null || plan.inline.length == 0);
                if (ready) {
                    trouble = plan.inline.length == 0 ? null : run(sync, slot, plan, item);
                    count(slot, plan);
                }
            } finally {
                slot.exit(outermost);
            }
            if (whole.choosy) {
                return dispatch(slot, route, item, deadline, VersionFit.of(event));
            }
            if (ready) {
                boolean plain = plan.queued.length == 0 && trouble == null;
                return plain ? plan.accepted() : offer(plan, event, item, deadline, trouble);
            }
            processors.awaitSync(parts.config().get().swapGrace());
        }
    }

    private static void count(ThreadSlot slot, DeliveryPlan plan) {
        if (plan.counts()) {
            plan.countPass(slot);
        } else {
            slot.countPublished();
        }
    }

    /** Takes the event, which {@code item} holds, through its plan; parks it for those whom it does not fit. */
    Receipt dispatch(ThreadSlot slot, Route route, Object item, Duration deadline, VersionFit fit) {
        for (; ; ) {
            InlineTrouble trouble = null;
            DeliveryPlan plan;
            DeliveryPlan served;
            List<Subscription> misfits;
            boolean ready;
            boolean outermost = slot.enter();
            try {
                plan = registry.plan(route);
                misfits = fit.misfits(plan);
                served = misfits.isEmpty() ? plan : VersionFit.without(plan, misfits);
                SyncService sync = processors.sync();
                ready = served.inline.length == 0 || sync != null;
                if (ready) {
                    trouble = served.inline.length == 0 ? null : run(sync, slot, served, item);
                    count(slot, plan, served);
                    misfits.forEach(misfit -> park(misfit, item, fit));
                }
            } finally {
                slot.exit(outermost);
            }
            if (ready) {
                Receipt receipt = offer(served, fit.event(), item, deadline, trouble);
                return misfits.isEmpty() ? receipt : withParked(plan, receipt, misfits);
            }
            processors.awaitSync(parts.config().get().swapGrace());
        }
    }

    /** Counts a pass of {@code served}, which is the plan itself or one made for this event alone. */
    private static void count(ThreadSlot slot, DeliveryPlan plan, DeliveryPlan served) {
        if (served == plan) {
            count(slot, plan);
            return;
        }
        slot.countPublished();
        for (int i = 0; i < served.inline.length; i++) {
            SubscriptionCounts counts = served.inline[i].counts();
            long filtered = served.filteredAt(i);
            counts.add(SubscriptionCounts.Count.INLINE_CALLS, 1);
            counts.add(SubscriptionCounts.Count.INLINE_ELSEWHERE, filtered);
            counts.add(SubscriptionCounts.Count.INLINE_FILTERED, filtered);
        }
    }

    private void park(Subscription misfit, Object item, VersionFit fit) {
        Failures none = new Failures();
        none.giveUp(parts.clock().now(), fit.misfit(misfit));
        misfit.counts().inlineParked();
        parts.deadLetters().park(misfit, item, none);
    }

    private static Receipt withParked(DeliveryPlan plan, Receipt receipt, List<Subscription> misfits) {
        List<String> failed = new ArrayList<>(receipt.failed());
        misfits.forEach(misfit -> failed.add(misfit.name));
        return receipt(plan, failed, receipt.refused());
    }

    private static InlineTrouble run(SyncService sync, ThreadSlot slot, DeliveryPlan plan, Object item) {
        return sync.immediate()
                ? InlineCalls.run(slot, plan, 0, plan.inline.length, item, null)
                : signal(sync.processor(), new SyncPass(slot, plan, item));
    }

    private static InlineTrouble signal(EventProcessor processor, SyncPass pass) {
        try {
            processor.signal(pass);
        } catch (Throwable thrown) {
            LOG.error("the SYNC processor {} failed", processor.getClass().getName(), thrown);
        }
        while (!pass.rest()) {
            pass.deliver(Integer.MAX_VALUE); // a processor that did not finish its work harms nobody
        }
        return pass.trouble();
    }

    /** Offers the event to each mailbox: first to all that have room, then to those where it has to wait. */
    private static Receipt offer(
            DeliveryPlan plan, DomainEvent event, Object item, Duration deadline, InlineTrouble trouble) {
        PublicationTracker tracker = item instanceof Envelope envelope ? envelope.tracker() : null;
        List<Subscription> full = null;
        for (Subscription subscription : plan.queued) {
            if (tracker != null) {
                tracker.expect();
            }
            if (!subscription.shardFor(event).acceptIfRoom(item)) {
                full = with(full, subscription);
            }
        }
        return full == null && trouble == null
                ? plan.accepted()
                : waitForRoom(plan, event, item, deadline, trouble, full);
    }

    private static List<Subscription> with(List<Subscription> full, Subscription another) {
        List<Subscription> all = full == null ? new ArrayList<>(1) : full;
        all.add(another);
        return all;
    }

    /** Apart from {@link #offer}, so that the compiler takes that into its callers. */
    private static Receipt waitForRoom(
            DeliveryPlan plan,
            DomainEvent event,
            Object item,
            Duration deadline,
            InlineTrouble trouble,
            List<Subscription> full) {
        List<Refusal> refused = new ArrayList<>();
        List<String> failed = trouble == null ? List.of() : trouble.failed();
        long start = System.nanoTime();
        if (trouble != null) {
            for (Subscription subscription : trouble.full()) {
                RefusalReason reason = subscription.inline().divert(item, patienceLeft(subscription, deadline, start));
                addRefusal(refused, subscription, reason, item);
            }
        }
        if (full != null) {
            for (Subscription subscription : full) {
                RefusalReason reason =
                        subscription.shardFor(event).accept(item, patienceLeft(subscription, deadline, start));
                addRefusal(refused, subscription, reason, item);
            }
        }
        return failed.isEmpty() && refused.isEmpty() ? plan.accepted() : receipt(plan, failed, refused);
    }

    /** A publisher waits for several full mailboxes at once, not for one after the other. */
    private static Duration patienceLeft(Subscription subscription, Duration deadline, long startNanos) {
        return Duration.ofNanos(Math.max(0, subscription.patience(deadline) - (System.nanoTime() - startNanos)));
    }

    private static void addRefusal(
            List<Refusal> refused, Subscription subscription, RefusalReason reason, Object item) {
        if (reason != null) {
            refused.add(new Refusal(subscription.name, reason));
            Envelope.settled(item);
        }
    }

    private static Receipt receipt(DeliveryPlan plan, List<String> failed, List<Refusal> refused) {
        List<String> accepted = plan.names();
        for (Refusal refusal : refused) {
            accepted.remove(refusal.subscription());
        }
        return Receipt.of(accepted, refused, failed);
    }
}
