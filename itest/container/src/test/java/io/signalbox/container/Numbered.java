package io.signalbox.container;

import io.signalbox.api.DomainEvent;
import java.time.Instant;
import java.util.function.LongSupplier;

/** An event that carries a number, readable by bundles that know only the api and the JDK. */
record Numbered(String eventType, long number) implements DomainEvent, LongSupplier {

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }

    @Override
    public long getAsLong() {
        return number;
    }
}
