package io.signalbox.bench.candidate;

import io.signalbox.api.DomainEvent;
import java.time.Instant;

/**
 * The event that every candidate carries. Immutable.
 *
 * @param eventType a constant, as publishers have it
 * @param producer which publishing thread sent it, from 0
 * @param dueNanos when it was due, by {@link System#nanoTime}
 */
public record BenchEvent(String eventType, int producer, long dueNanos) implements DomainEvent {

    /** The type that is measured; the others are only registered. */
    public static final String MEASURED = "vm.started";

    /** The type number {@code i} of those that are only registered. */
    public static String other(int i) {
        return "vm.other." + i;
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }
}
