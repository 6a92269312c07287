package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Durability;
import io.signalbox.api.EventPattern;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.StoreException;
import io.signalbox.api.spi.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Streams in plain maps, as far as spilling needs them; of the whole store nothing can be read. */
final class ListStore implements EventStore {
    private final Map<String, TreeMap<Long, StoredEvent>> streams = new TreeMap<>();
    private final int most;
    private long sequence;

    ListStore(int most) {
        this.most = most;
    }

    synchronized int events() {
        return streams.values().stream().mapToInt(TreeMap::size).sum();
    }

    @Override
    public synchronized CompletionStage<StoredEvent> append(
            String stream,
            OptionalLong streamSequence,
            DomainEvent event,
            Map<String, String> headers,
            Durability durability) {
        if (events() == most) {
            return CompletableFuture.failedStage(
                    new StoreException(StoreException.Kind.FULL, "at most " + most + " events", null));
        }
        long at = streamSequence.orElseThrow();
        StoredEvent stored = new StoredEvent(++sequence, stream, at, event, headers, Instant.EPOCH);
        streams.computeIfAbsent(stream, name -> new TreeMap<>()).put(at, stored);
        return CompletableFuture.completedStage(stored);
    }

    @Override
    public synchronized List<StoredEvent> readStream(String stream, long from, long to) {
        return new ArrayList<>(streams.getOrDefault(stream, new TreeMap<>())
                .subMap(from, true, to, true)
                .values());
    }

    @Override
    public synchronized void truncateStream(String stream, long through) {
        streams.getOrDefault(stream, new TreeMap<>()).headMap(through, true).clear();
    }

    @Override
    public synchronized void deleteStream(String stream) {
        streams.remove(stream);
    }

    @Override
    public List<StoredEvent> read(long from, EventPattern types, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong sequenceAt(Instant time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized long lastSequence() {
        return sequence;
    }

    @Override
    public synchronized long lastStreamSequence(String stream) {
        TreeMap<Long, StoredEvent> events = streams.getOrDefault(stream, new TreeMap<>());
        return events.isEmpty() ? 0 : events.lastKey();
    }

    @Override
    public synchronized Set<String> streams() {
        return Set.copyOf(streams.keySet());
    }
}
