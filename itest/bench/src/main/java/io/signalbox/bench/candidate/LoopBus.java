package io.signalbox.bench.candidate;

import io.signalbox.api.EnhancedEventHandler;
import java.util.Arrays;

/** Floor: a plain loop over an array of handlers, called through their interface as every bus must, whatever the type. */
final class LoopBus implements SyncBus {
    private EnhancedEventHandler[] handlers = {};

    @Override
    public void publish(BenchEvent event) {
        for (EnhancedEventHandler handler : handlers) {
            HandlerCall.call(handler, event);
        }
    }

    @Override
    public Object subscribe(String eventType, Sink handler) {
        handlers = Arrays.copyOf(handlers, handlers.length + 1);
        handlers[handlers.length - 1] = handler;
        return handler;
    }

    @Override
    public void unsubscribe(Object subscription) {
        handlers = Arrays.stream(handlers)
                .filter(handler -> handler != subscription)
                .toArray(EnhancedEventHandler[]::new);
    }

    /** It knows no types: it only lets its call site meet every class of sink. */
    @Override
    public void publishOther(BenchEvent event) {
        EnhancedEventHandler[] measured = handlers;
        handlers = new EnhancedEventHandler[] {Sink.of(event.eventType().hashCode())};
        publish(event);
        handlers = measured;
    }

    @Override
    public void subscribeOthers(int count) {}
}
