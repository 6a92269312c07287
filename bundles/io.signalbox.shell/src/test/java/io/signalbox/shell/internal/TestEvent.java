package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import java.time.Instant;
import java.util.Map;

record TestEvent(String eventType, String orderingKey, Map<String, Object> eventProperties) implements DomainEvent {

    TestEvent(String eventType) {
        this(eventType, "", Map.of());
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }
}
