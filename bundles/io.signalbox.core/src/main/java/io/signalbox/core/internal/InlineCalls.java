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
        InlineGate[] gates = plan.gates;
        PassCounts counts = null;
        try {
            for (int i = from; i < to; i++) {
                InlineGate gate = gates[i];
                EnhancedEventHandler handler = gate.handler();
                call = slot.begin(call, gate.number);
                if (handler == null || gate.special()) {
                    met = turn(met, slot, plan, i, item);
                } else {
                    EventFilter filter = gate.filter();
                    Outcome outcome = filter == null ? null : HandlerGuard.refuses(filter, event);
                    if (outcome == Outcome.FILTERED) {
                        counts = counts == null ? plan.countsOf(slot) : counts;
                        counts.filtered(i);
                    } else {
                        Throwable thrown = outcome == null ? HandlerGuard.handle(handler, event) : null;
                        if (thrown != null) {
                            outcome = new Outcome.Failed(thrown);
                        }
                        met = outcome == null ? met : failed(met, gate, item, (Outcome.Failed) outcome);
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

    /** The turn of a subscription that wants more than a plain call, or that cannot be called now. */
    private static InlineTrouble turn(
            InlineTrouble trouble, ThreadSlot slot, DeliveryPlan plan, int index, Object item) {
        InlineGate gate = plan.gates[index];
        for (; ; ) {
            if (gate.handler() != null) {
                Outcome outcome = gate.call(item);
                if (outcome == Outcome.FILTERED) {
                    plan.countsOf(slot).filtered(index);
                }
                return outcome instanceof Outcome.Failed failure ? failed(trouble, gate, item, failure) : trouble;
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
