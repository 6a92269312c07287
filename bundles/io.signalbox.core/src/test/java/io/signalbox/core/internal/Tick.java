package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.time.Instant;

/** A numbered event of any type. */
record Tick(String eventType, int number, String orderingKey) implements DomainEvent {

    static Tick of(String eventType, int number) {
        return new Tick(eventType, number, "");
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }
}
