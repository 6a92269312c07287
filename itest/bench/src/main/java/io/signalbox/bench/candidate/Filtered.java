package io.signalbox.bench.candidate;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * An event with one property that filters look at. Immutable.
 *
 * @param shard the property
 * @param eventProperties the same as a map, made once
 */
public record Filtered(int shard, Map<String, Object> eventProperties) implements DomainEvent {
    private static final String SHARD = "shard";

    public Filtered(int shard) {
        this(shard, Map.of(SHARD, shard));
    }

    @Override
    public String eventType() {
        return BenchEvent.MEASURED;
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }

    /** Wants one shard and does not say so; of three classes, for filters in use are of many. */
    public static EventFilter opaque(int shard) {
        return switch (shard % 3) {
            case 0 -> new Only(shard);
            case 1 -> event -> ((Filtered) event).shard == shard;
            default -> event -> ((Filtered) event).shard() == shard;
        };
    }

    private record Only(int shard) implements EventFilter {
        @Override
        public boolean matches(DomainEvent event) {
            return ((Filtered) event).shard == shard;
        }
    }

    /** Wants one shard and says so. */
    public record Requiring(int shard) implements EventFilter {
        @Override
        public boolean matches(DomainEvent event) {
            return ((Filtered) event).shard == shard;
        }

        @Override
        public Set<String> reads() {
            return Set.of(SHARD);
        }

        @Override
        public Map<String, Object> requires() {
            return Map.of(SHARD, shard);
        }
    }
}
