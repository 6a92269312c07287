package io.signalbox.core.internal;

import io.signalbox.api.spi.DeliveryQueue;

/** One event on its way through the SYNC subscriptions, in the hands of a processor that has its own way of running them. */
final class SyncPass implements DeliveryQueue {
    private final ThreadSlot slot;
    private final DeliveryPlan plan;
    private final Subscription[] inline;
    private final Object item;
    private int next;
    private InlineTrouble trouble;

    SyncPass(ThreadSlot slot, DeliveryPlan plan, Object item) {
        this.slot = slot;
        this.plan = plan;
        inline = plan.inline;
        this.item = item;
    }

    /** What did not go well, or null. */
    InlineTrouble trouble() {
        return trouble;
    }

    @Override
    public String subscription() {
        return next < inline.length ? inline[next].name : "";
    }

    @Override
    public boolean blocking() {
        return false;
    }

    @Override
    public int size() {
        return inline.length - next;
    }

    @Override
    public int deliver(int limit) {
        int from = next;
        int to = inline.length - from > limit ? from + limit : inline.length;
        next = to;
        trouble = InlineCalls.run(slot, plan, from, to, item, trouble);
        return to - from;
    }

    @Override
    public boolean rest() {
        return next == inline.length;
    }
}
