package io.signalbox.api;

import org.osgi.annotation.versioning.ConsumerType;

/** A handler that wants to know how an event came to it. Its two-argument method is called instead of the plain one. */
@ConsumerType
public interface ContextAwareHandler extends EnhancedEventHandler {

    /** Handles one event; {@code context} is valid during the call only. */
    void handle(DomainEvent event, DeliveryContext context) throws Exception;

    @Override
    default void handle(DomainEvent event) throws Exception {
        throw new UnsupportedOperationException("a context-aware handler is called with its context");
    }
}
