package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.spi.DeliveryQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * One event on its way through the SYNC subscriptions, on its publisher's thread. Made for each publish and seen by
 * nobody afterwards, so that the JVM need not allocate it.
 */
final class SyncPass implements DeliveryQueue {
    private final ThreadSlot slot;
    private final Subscription[] inline;
    private final Object item;
    private int next;
    private List<String> failed = List.of();
    private List<Subscription> full = List.of();

    SyncPass(ThreadSlot slot, Subscription[] inline, Object item) {
        this.slot = slot;
        this.inline = inline;
        this.item = item;
    }

    /** Whether every subscription has had its turn. */
    boolean done() {
        return next == inline.length;
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
        int from = next;
        int to = inline.length - from > limit ? from + limit : inline.length;
        DomainEvent event = Envelope.event(item);
        long outer = slot.running();
        for (int i = from; i < to; i++) {
            next = i + 1;
            Subscription subscription = inline[i];
            EnhancedEventHandler handler = subscription.inlineHandler();
            slot.begin(subscription.number);
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
