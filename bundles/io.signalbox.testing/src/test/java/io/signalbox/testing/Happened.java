package io.signalbox.testing;

import io.signalbox.api.DomainEvent;
import java.time.Instant;

/** An event of any type and version. */
record Happened(String eventType, int number, int version) implements DomainEvent {

    static Happened of(String eventType, int number) {
        return new Happened(eventType, number, 1);
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }

    @Override
    public boolean supportsVersionUpgrade() {
        return true;
    }
}
