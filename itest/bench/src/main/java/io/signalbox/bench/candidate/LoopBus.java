package io.signalbox.bench.candidate;

import java.util.Arrays;

/** Floor: a plain loop over an array of handlers, whatever the event's type. */
final class LoopBus implements SyncBus {
    private Sink[] sinks = {};

    @Override
    public void publish(BenchEvent event) {
        for (Sink sink : sinks) {
            sink.handle(event);
        }
    }

    @Override
    public Object subscribe(String eventType, Sink handler) {
        sinks = Arrays.copyOf(sinks, sinks.length + 1);
        sinks[sinks.length - 1] = handler;
        return handler;
    }

    @Override
    public void unsubscribe(Object subscription) {
        sinks = Arrays.stream(sinks).filter(sink -> sink != subscription).toArray(Sink[]::new);
    }

    /** It knows no types: it only lets its call site meet every class of sink. */
    @Override
    public void publishOther(BenchEvent event) {
        Sink[] measured = sinks;
        sinks = new Sink[] {Sink.of(event.eventType().hashCode())};
        publish(event);
        sinks = measured;
    }

    @Override
    public void subscribeOthers(int count) {}
}
