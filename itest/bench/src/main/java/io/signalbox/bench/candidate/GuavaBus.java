package io.signalbox.bench.candidate;

import com.google.common.eventbus.EventBus;

/** Peer: Guava. It looks up by the event's class, so there are no other types: that is in its favour. */
final class GuavaBus implements SyncBus {
    private final EventBus bus = new EventBus();

    @Override
    public void publish(BenchEvent event) {
        bus.post(event);
    }

    @Override
    public Object subscribe(String eventType, Sink handler) {
        bus.register(handler);
        return handler;
    }

    @Override
    public void unsubscribe(Object subscription) {
        bus.unregister(subscription);
    }

    @Override
    public void subscribeOthers(int count) {}
}
