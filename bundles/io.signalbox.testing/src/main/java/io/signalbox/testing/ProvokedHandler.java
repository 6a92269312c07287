package io.signalbox.testing;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Gap;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A handler that goes wrong when the test says so, and else is the one that it stands for. */
class ProvokedHandler implements EnhancedEventHandler {
    private final EnhancedEventHandler handler;
    private final String subscription;
    private final Provocations provocations;

    private ProvokedHandler(EnhancedEventHandler handler, String subscription, Provocations provocations) {
        this.handler = handler;
        this.subscription = subscription;
        this.provocations = provocations;
    }

    static EnhancedEventHandler of(EnhancedEventHandler handler, String subscription, Provocations provocations) {
        return handler instanceof ContextAwareHandler aware
                ? new Aware(aware, subscription, provocations)
                : new ProvokedHandler(handler, subscription, provocations);
    }

    /** The same for one that wants to know how an event came. */
    private static final class Aware extends ProvokedHandler implements ContextAwareHandler {
        private final ContextAwareHandler aware;

        Aware(ContextAwareHandler aware, String subscription, Provocations provocations) {
            super(aware, subscription, provocations);
            this.aware = aware;
        }

        @Override
        public void handle(DomainEvent event, DeliveryContext context) throws Exception {
            provoke();
            aware.handle(event, context);
        }

        @Override
        public void handle(DomainEvent event) throws Exception {
            provoke();
            aware.handle(event);
        }
    }

    final void provoke() {
        provocations.called(subscription);
    }

    @Override
    public void handle(DomainEvent event) throws Exception {
        provoke();
        handler.handle(event);
    }

    @Override
    public CompletionStage<Void> handleAsync(DomainEvent event) throws Exception {
        provoke();
        return handler.handleAsync(event);
    }

    @Override
    public void handleBatch(List<? extends DomainEvent> events) throws Exception {
        provoke();
        handler.handleBatch(events);
    }

    @Override
    public void missed(Gap gap) throws Exception {
        handler.missed(gap);
    }

    @Override
    public int priority() {
        return handler.priority();
    }

    @Override
    public String name() {
        return handler.name();
    }

    @Override
    public boolean supportsAsync() {
        return handler.supportsAsync();
    }
}
