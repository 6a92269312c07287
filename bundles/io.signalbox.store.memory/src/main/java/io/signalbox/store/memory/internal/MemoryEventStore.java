package io.signalbox.store.memory.internal;

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
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Keeps events in memory, as they are, up to a bound; all are gone when it is. Safe for any thread: one at a time
 * writes, readers never wait and see what was appended before they began. To append, to find a place and to forget an
 * event take the logarithm of the number of events; a read goes on from its place and passes over other types. Of a
 * stream whose events are all forgotten the name and the last number stay until it is deleted.
 */
final class MemoryEventStore implements EventStore {
    private final Supplier<Instant> clock;
    private final ConcurrentSkipListMap<Long, StoredEvent> events = new ConcurrentSkipListMap<>();
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();
    private volatile int capacity;
    private volatile long lastSequence; // written under this
    private int size; // guarded by this
    private Instant lastStoredAt = Instant.MIN; // guarded by this

    /** @param capacity in events */
    MemoryEventStore(int capacity, Supplier<Instant> clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** One VM's events by their number; written under the store's lock. */
    private static final class Stream {
        private final ConcurrentNavigableMap<Long, StoredEvent> events = new ConcurrentSkipListMap<>();
        private volatile long last;
    }

    /** From the next append on; what is stored stays, even if it is more. */
    void resize(int next) {
        capacity = next;
    }

    @Override
    public CompletionStage<StoredEvent> append(
            String stream,
            OptionalLong streamSequence,
            DomainEvent event,
            Map<String, String> headers,
            Durability durability) {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(streamSequence, "streamSequence");
        Objects.requireNonNull(event, "event");
        Map<String, String> kept = Map.copyOf(headers);
        if (durability != Durability.MEMORY) {
            return refused(
                    StoreException.Kind.UNSUPPORTED,
                    "the memory store keeps events until the process ends; durability must be MEMORY, was "
                            + Objects.requireNonNull(durability, "durability"));
        }
        return append(stream, streamSequence, event, kept);
    }

    private synchronized CompletionStage<StoredEvent> append(
            String name, OptionalLong given, DomainEvent event, Map<String, String> headers) {
        int most = capacity;
        if (size >= most) {
            return refused(StoreException.Kind.FULL, "the memory store is full; max.events is " + most);
        }
        Stream stream = streams.get(name);
        long last = stream == null ? 0 : stream.last;
        if (name.isEmpty() ? given.isPresent() : given.orElse(last + 1) <= last) {
            String rule = name.isEmpty()
                    ? "without a stream there must be no stream sequence"
                    : "stream sequence of '" + name + "' must be above " + last;
            return refused(StoreException.Kind.SEQUENCE, rule + ", was " + given);
        }
        long place = name.isEmpty() ? 0 : given.orElse(last + 1);
        StoredEvent stored = new StoredEvent(lastSequence + 1, name, place, event, headers, storedAt());
        events.put(stored.sequence(), stored);
        if (!name.isEmpty()) {
            Stream into = streams.computeIfAbsent(name, n -> new Stream());
            into.events.put(place, stored);
            into.last = place;
        }
        size++;
        lastSequence = stored.sequence();
        return CompletableFuture.completedFuture(stored);
    }

    private static CompletionStage<StoredEvent> refused(StoreException.Kind kind, String message) {
        return CompletableFuture.failedFuture(new StoreException(kind, message, null));
    }

    /** Now, but never before the event before: {@link #sequenceAt} relies on it. */
    private Instant storedAt() {
        Instant now = clock.get();
        if (now.isAfter(lastStoredAt)) {
            lastStoredAt = now;
        }
        return lastStoredAt;
    }

    @Override
    public List<StoredEvent> read(long sequence, EventPattern types, int limit) {
        List<StoredEvent> found = new ArrayList<>();
        if (limit > 0) {
            for (StoredEvent event : events.tailMap(sequence, true).values()) {
                if (types.matches(event.event().eventType())) {
                    found.add(event);
                    if (found.size() == limit) {
                        break;
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    @Override
    public List<StoredEvent> readStream(String stream, long from, long to) {
        Stream read = streams.get(stream);
        return read == null || from > to
                ? List.of()
                : List.copyOf(read.events.subMap(from, true, to, true).values());
    }

    /** By halving: events were stored in the order of their sequences. */
    @Override
    public OptionalLong sequenceAt(Instant time) {
        long low = 1;
        long high = lastSequence + 1; // none below low is late enough; high is, or is past the end
        while (low < high) {
            long middle = low + (high - low) / 2;
            Map.Entry<Long, StoredEvent> there = events.ceilingEntry(middle);
            if (there == null || !there.getValue().storedAt().isBefore(time)) {
                high = middle;
            } else {
                low = there.getKey() + 1;
            }
        }
        Long found = events.ceilingKey(low);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public long lastStreamSequence(String stream) {
        Stream known = streams.get(stream);
        return known == null ? 0 : known.last;
    }

    @Override
    public Set<String> streams() {
        return Set.copyOf(streams.keySet());
    }

    @Override
    public synchronized void truncateStream(String stream, long through) {
        Stream truncated = streams.get(stream);
        if (truncated != null) {
            for (StoredEvent event : truncated.events.headMap(through, true).values()) {
                truncated.events.remove(event.streamSequence());
                events.remove(event.sequence());
                size--;
            }
        }
    }

    @Override
    public synchronized void deleteStream(String stream) {
        truncateStream(stream, Long.MAX_VALUE);
        streams.remove(stream);
    }
}
