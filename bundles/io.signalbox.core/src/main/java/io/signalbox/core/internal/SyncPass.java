package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.spi.DeliveryQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * One event on its way through the SYNC subscriptions, on its publisher's thread. Reused by that thread; one for each
 * depth of publishing inside a handler.
 */
final class SyncPass implements DeliveryQueue {
    private final ThreadSlot slot;
    private Subscription[] inline = {};
    private DomainEvent event;
    private Object item;
    private int next;
    private List<String> failed = List.of();
    private List<Subscription> full = List.of();

    SyncPass(ThreadSlot slot) {
        this.slot = slot;
    }

    void begin(Subscription[] subscriptions, Object published) {
        inline = subscriptions;
        event = Envelope.event(published);
        item = published;
        next = 0;
    }

    /** Whether every subscription has had its turn. */
    boolean done() {
        return next == inline.length;
    }

    /** Forgets the event, so that a resting thread keeps nothing alive. */
    void end() {
        inline = DeliveryPlan.NONE;
        event = null;
        item = null;
        next = 0;
        if (!failed.isEmpty()) {
            failed = List.of();
        }
        if (!full.isEmpty()) {
            full = List.of();
        }
    }

    /** The names of the subscriptions whose handler failed. */
    List<String> failed() {
        return failed;
    }

    /** The subscriptions whose mailbox had to take the event and has no room: see {@link Subscription#divert}. */
    List<Subscription> full() {
        return full;
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
        Subscription[] all = inline;
        int from = next;
        int to = all.length - from > limit ? from + limit : all.length;
        Subscription outer = slot.running();
        for (int i = from; i < to; i++) {
            next = i + 1;
            Subscription subscription = all[i];
            EnhancedEventHandler handler = subscription.inlineHandler();
            slot.begin(subscription);
            if (handler != null && subscription.plain()) {
                Throwable thrown = HandlerGuard.handle(handler, event);
                if (thrown != null) {
                    failed(subscription, thrown);
                }
            } else {
                turn(subscription);
            }
            if (slot.suspected()) {
                slot.overrunEnded();
            }
        }
        slot.end(outer);
        return to - from;
    }

    /** The turn of a subscription that is not plain: it has a filter, wants the context, or cannot be called now. */
    private void turn(Subscription subscription) {
        for (; ; ) {
            EnhancedEventHandler handler = subscription.inlineHandler();
            if (handler != null) {
                Outcome outcome = subscription.deliverInline(handler, item);
                if (outcome instanceof Outcome.Failed failure) {
                    failed(subscription, failure.cause());
                }
                return;
            }
            if (subscription.beginDivert()) {
                if (!subscription.divertIfRoom(item)) {
                    if (full.isEmpty()) {
                        full = new ArrayList<>();
                    }
                    full.add(subscription);
                }
                return;
            }
        }
    }

    private void failed(Subscription subscription, Throwable thrown) {
        if (failed.isEmpty()) {
            failed = new ArrayList<>();
        }
        failed.add(subscription.name);
        subscription.inlineFailed(item, thrown);
    }

    @Override
    public boolean rest() {
        return done();
    }
}
