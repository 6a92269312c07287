package io.signalbox.api;

import org.osgi.annotation.versioning.ProviderType;

/** Publishes events of one type; see {@link UnifiedEventBus#publisher}. Safe for any thread. */
@ProviderType
public interface EventPublisher {

    /** The type whose route this handle keeps at hand. */
    String eventType();

    /**
     * As {@link UnifiedEventBus#publish(DomainEvent)}. The event's own type is not looked at: it must be this handle's.
     */
    Receipt publish(DomainEvent event);
}
