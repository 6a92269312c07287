package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.time.Instant;

/**
 * An event that carries its own check value.
 *
 * @param publisher which thread sent it, from 0
 * @param number counts that thread's events of this type, from 1
 */
record Numbered(String eventType, int publisher, long number, long check) implements DomainEvent {

    static Numbered of(String eventType, int publisher, long number) {
        return new Numbered(eventType, publisher, number, checkOf(publisher, number));
    }

    boolean intact() {
        return check == checkOf(publisher, number);
    }

    private static long checkOf(int publisher, long number) {
        return (number + 1) * 0x9E37_79B9_7F4A_7C15L ^ publisher;
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }
}
