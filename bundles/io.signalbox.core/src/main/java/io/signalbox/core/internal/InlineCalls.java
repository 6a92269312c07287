package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;

/** The SYNC subscriptions' turns for one event, on its publisher's thread. */
final class InlineCalls {
    private InlineCalls() {}

    /**
     * Gives the plan's subscriptions {@code from} to {@code to} their turn. Returns {@code trouble}, or a new one, if any failed or
     * has to wait for room; so null means that all went well.
     */
    static InlineTrouble run(ThreadSlot slot, DeliveryPlan plan, int from, int to, Object item, InlineTrouble trouble) {
        Subscription[] inline = plan.inline;
        DomainEvent event = Envelope.event(item);
        InlineTrouble met = trouble;
        Object outerItem = slot.beginItem(item);
        long outer = slot.running();
        long call = slot.nextCall();
        try {
            for (int i = from; i < to; i++) {
                Subscription subscription = inline[i];
                EnhancedEventHandler handler = subscription.plainInlineHandler();
                call = slot.begin(call, subscription.number);
                if (handler != null) {
                    Throwable thrown = HandlerGuard.handle(handler, event);
                    if (thrown != null) {
                        met = failed(met, subscription, item, thrown);
                    }
                } else {
                    met = turn(met, slot, plan, i, item);
                }
                if (slot.suspected()) {
                    slot.overrunEnded();
                }
            }
        } finally {
            slot.end(call, outer);
            slot.endItem(outerItem);
        }
        return met;
    }

    /** The turn of a subscription that is not plain: it has a filter, wants the context, or cannot be called now. */
    private static InlineTrouble turn(
            InlineTrouble trouble, ThreadSlot slot, DeliveryPlan plan, int index, Object item) {
        Subscription subscription = plan.inline[index];
        for (; ; ) {
            EnhancedEventHandler handler = subscription.inline().handler();
            if (handler != null) {
                Outcome outcome = subscription.inline().call(handler, item);
                if (outcome == Outcome.FILTERED) {
                    plan.countFiltered(slot, index);
                    return trouble;
                }
                return outcome instanceof Outcome.Failed failure
                        ? failed(trouble, subscription, item, failure.cause())
                        : trouble;
            }
            if (subscription.inline().beginDivert()) {
                return subscription.inline().divertIfRoom(item)
                        ? trouble
                        : InlineTrouble.of(trouble).withFull(subscription);
            }
        }
    }

    private static InlineTrouble failed(
            InlineTrouble trouble, Subscription subscription, Object item, Throwable thrown) {
        subscription.inline().failed(item, thrown);
        return InlineTrouble.of(trouble).withFailed(subscription.name);
    }
}
