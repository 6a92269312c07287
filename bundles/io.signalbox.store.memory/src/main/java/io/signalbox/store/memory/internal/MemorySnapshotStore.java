package io.signalbox.store.memory.internal;

import io.signalbox.api.spi.Snapshot;
import io.signalbox.api.spi.SnapshotStore;
import io.signalbox.api.spi.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps snapshots in memory, up to a bound; all are gone when it is. Safe for any thread; blocks for no device. */
final class MemorySnapshotStore implements SnapshotStore {
    private final Map<String, NavigableMap<Long, Snapshot>> snapshots = new HashMap<>(); // guarded by this
    private int capacity; // guarded by this
    private int size; // guarded by this

    /** @param capacity in snapshots */
    MemorySnapshotStore(int capacity) {
        this.capacity = capacity;
    }

    /** From the next one on; what is stored stays, even if it is more. */
    synchronized void resize(int next) {
        capacity = next;
    }

    @Override
    public synchronized void store(Snapshot snapshot) throws StoreException {
        boolean replaces = of(snapshot.vmId()).containsKey(snapshot.version());
        if (!replaces && size >= capacity) {
            throw new StoreException(
                    StoreException.Kind.FULL, "the memory store is full; max.snapshots is " + capacity, null);
        }
        snapshots.computeIfAbsent(snapshot.vmId(), vm -> new TreeMap<>()).put(snapshot.version(), snapshot);
        size += replaces ? 0 : 1;
    }

    private NavigableMap<Long, Snapshot> of(String vmId) {
        return snapshots.getOrDefault(vmId, new TreeMap<>());
    }

    @Override
    public synchronized Optional<Snapshot> latest(String vmId) {
        return Optional.ofNullable(of(vmId).lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public synchronized Optional<Snapshot> get(String vmId, long version) {
        return Optional.ofNullable(of(vmId).get(version));
    }

    @Override
    public synchronized List<Long> versions(String vmId) {
        return List.copyOf(of(vmId).keySet());
    }

    @Override
    public synchronized void delete(String vmId, long version) {
        NavigableMap<Long, Snapshot> of = of(vmId);
        if (of.remove(version) != null) {
            size--;
            if (of.isEmpty()) {
                snapshots.remove(vmId);
            }
        }
    }

    @Override
    public synchronized int deleteBefore(Instant time) {
        int before = size;
        for (NavigableMap<Long, Snapshot> of : snapshots.values()) {
            int had = of.size();
            long latest = of.lastKey();
            of.values()
                    .removeIf(
                            each -> each.version() != latest && each.createdAt().isBefore(time));
            size -= had - of.size();
        }
        return before - size;
    }
}
