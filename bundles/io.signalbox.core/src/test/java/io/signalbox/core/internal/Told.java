package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventPriority;
import java.time.Instant;

/** An event with an id of its own, in any version. */
record Told(String eventType, String eventId, int version, boolean supportsVersionUpgrade, EventPriority eventPriority)
        implements DomainEvent {

    static Told of(String eventType, String eventId) {
        return new Told(eventType, eventId, 1, true, EventPriority.NORMAL);
    }

    Told inVersion(int next) {
        return new Told(eventType, eventId, next, supportsVersionUpgrade, eventPriority);
    }

    Told frozen() {
        return new Told(eventType, eventId, version, false, eventPriority);
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }
}
