package io.signalbox.bench.candidate;

import net.engio.mbassy.bus.MBassador;

/** Peer: MBassador. It looks up by the event's class, so there are no other types: that is in its favour. */
final class MBassadorBus implements SyncBus {
    private final MBassador<BenchEvent> bus = new MBassador<>(error -> {
        throw new AssertionError(error.toString());
    });

    @Override
    public void publish(BenchEvent event) {
        bus.publish(event);
    }

    @Override
    public Object subscribe(String eventType, Sink handler) {
        bus.subscribe(handler);
        return handler;
    }

    @Override
    public void unsubscribe(Object subscription) {
        bus.unsubscribe(subscription);
    }

    @Override
    public void subscribeOthers(int count) {}

    @Override
    public void close() {
        bus.shutdown();
    }
}
