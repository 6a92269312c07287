package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;

/** The SYNC subscriptions' turns for one event, on its publisher's thread. */
final class InlineCalls {
    private InlineCalls() {}

    /**
     * Gives the plan's subscriptions {@code from} to {@code to} their turn. Returns {@code trouble}, or a new one, if any failed or
     * has to wait for room; so null means that all went well.
     */
    static InlineTrouble run(ThreadSlot slot, DeliveryPlan plan, int from, int to, Object item, InlineTrouble trouble) {
        DomainEvent event = Envelope.event(item);
        InlineTrouble met = trouble;
        Object outerItem = slot.beginItem(item);
        long outer = slot.running();
        long call = slot.nextCall();
        try {
            for (int i = from; i < to; i++) {
                InlineGate gate = plan.gates[i];
                EnhancedEventHandler handler = gate.handler();
                call = slot.begin(call, gate.number);
                if (handler == null || gate.special()) {
                    met = turn(met, slot, plan, i, item);
                } else {
                    EventFilter filter = gate.filter();
                    Outcome refused = filter == null ? null : HandlerGuard.refuses(filter, event);
                    if (refused == null) {
                        Throwable thrown = HandlerGuard.handle(handler, event);
                        met = thrown == null ? met : failed(met, gate, item, new Outcome.Failed(thrown));
                    } else {
                        met = refused(met, slot, plan, i, item, refused);
                    }
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

    private static InlineTrouble refused(
            InlineTrouble trouble, ThreadSlot slot, DeliveryPlan plan, int index, Object item, Outcome refused) {
        if (refused instanceof Outcome.Failed failure) {
            return failed(trouble, plan.gates[index], item, failure);
        }
        plan.countsOf(slot).filtered(index);
        return trouble;
    }

    /** The turn of a subscription that wants more than a plain call, or that cannot be called now. */
    private static InlineTrouble turn(
            InlineTrouble trouble, ThreadSlot slot, DeliveryPlan plan, int index, Object item) {
        InlineGate gate = plan.gates[index];
        for (; ; ) {
            EnhancedEventHandler handler = gate.handler();
            if (handler != null) {
                Outcome outcome = gate.call(handler, item);
                boolean plain = outcome == Outcome.DONE || outcome == Outcome.DUPLICATE;
                return plain ? trouble : refused(trouble, slot, plan, index, item, outcome);
            }
            if (gate.beginDivert()) {
                return gate.divertIfRoom(item)
                        ? trouble
                        : InlineTrouble.of(trouble).withFull(gate.subscription);
            }
        }
    }

    private static InlineTrouble failed(InlineTrouble trouble, InlineGate gate, Object item, Outcome.Failed failure) {
        gate.failed(item, failure);
        return InlineTrouble.of(trouble).withFailed(gate.subscription.name);
    }
}
