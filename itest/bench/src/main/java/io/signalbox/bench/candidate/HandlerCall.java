package io.signalbox.bench.candidate;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;

/** How the floors call a handler: through its interface, and what it throws ends the benchmark. */
public final class HandlerCall {
    private HandlerCall() {}

    public static void call(EnhancedEventHandler handler, DomainEvent event) {
        try {
            handler.handle(event);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
