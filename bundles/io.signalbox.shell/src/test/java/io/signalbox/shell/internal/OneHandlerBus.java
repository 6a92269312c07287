package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.DrainReport;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A bus with room for one subscription, whose handler the test calls by hand. */
final class OneHandlerBus implements UnifiedEventBus {
    static final EventSubscriptionId ID = new EventSubscriptionId(1);

    private volatile Optional<EnhancedEventHandler> handler = Optional.empty();
    private volatile SubscriptionOptions options = SubscriptionOptions.DEFAULT;
    private volatile Runnable whenSubscribed = () -> {};

    Optional<EnhancedEventHandler> handler() {
        return handler;
    }

    SubscriptionOptions options() {
        return options;
    }

    /** Runs inside of subscribe, when the handler is there. */
    void whenSubscribed(Runnable action) {
        whenSubscribed = action;
    }

    void deliver(DomainEvent event) {
        try {
            handler.orElseThrow().handle(event);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public EventSubscriptionId subscribe(String type, EnhancedEventHandler added, SubscriptionOptions how) {
        handler = Optional.of(added);
        options = how;
        whenSubscribed.run();
        return ID;
    }

    @Override
    public void unsubscribe(EventSubscriptionId id) {
        if (id.equals(ID)) {
            handler = Optional.empty();
        }
    }

    @Override
    public Receipt publish(DomainEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Receipt publish(DomainEvent event, PublishOptions how) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Receipt> publishAsync(DomainEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventPublisher publisher(String eventType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventBusStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DrainReport stop() {
        throw new UnsupportedOperationException();
    }
}
