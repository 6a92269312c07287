package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import java.time.Instant;

record TestEvent(String eventType, String text) implements DomainEvent {

    TestEvent(String eventType) {
        this(eventType, "");
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }
}
