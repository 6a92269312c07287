package io.signalbox.api.config;

import io.signalbox.api.Durability;
import io.signalbox.api.EventPattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Which events are stored, and how safely. Immutable. */
public final class StorageConfig {

    /** Nothing is stored. */
    public static final StorageConfig DEFAULT = new StorageConfig(Map.of(), 1_000);

    private final Map<EventPattern, Durability> stored;
    private final int snapshotEvery;

    private StorageConfig(Map<EventPattern, Durability> stored, int snapshotEvery) {
        this.stored = stored;
        this.snapshotEvery = snapshotEvery;
    }

    /** Stores events of these types; where several patterns match, the strongest durability holds. */
    public StorageConfig withStored(EventPattern types, Durability least) {
        Map<EventPattern, Durability> next = new LinkedHashMap<>(stored);
        next.put(Objects.requireNonNull(types, "types"), Objects.requireNonNull(least, "least"));
        return new StorageConfig(Map.copyOf(next), snapshotEvery);
    }

    /** @throws IllegalArgumentException unless {@code events} is between 1 and 1,048,576 */
    public StorageConfig withSnapshotEvery(int events) {
        Range.integer("snapshotEvery", events, 1, 1 << 20);
        return new StorageConfig(stored, events);
    }

    /** What is stored, by pattern. */
    public Map<EventPattern, Durability> stored() {
        return stored;
    }

    /** A VM's snapshot is due after so many of its events; the old default was 1,000. */
    public int snapshotEvery() {
        return snapshotEvery;
    }
}
