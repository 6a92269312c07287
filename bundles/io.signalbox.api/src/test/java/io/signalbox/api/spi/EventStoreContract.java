package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Durability;
import io.signalbox.api.EventPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} keeps. A store joins by a subclass that makes one. */
public abstract class EventStoreContract {
    private static final EventPattern ALL = new EventPattern("*");

    protected EventStore store;

    /** A new, empty store with room for 10,000 events. */
    protected abstract EventStore create() throws Exception;

    /** Ends what {@link #create} made. */
    protected void destroy(EventStore made) throws Exception {}

    /** What it can promise; never empty. */
    protected abstract Set<Durability> supported();

    @BeforeEach
    void createStore() throws Exception {
        store = create();
    }

    @AfterEach
    void destroyStore() throws Exception {
        destroy(store);
    }

    /** An event with a number, for the tests of stores. */
    public record NumberedEvent(String eventType, long number, Instant occurredAt) implements DomainEvent {
        @Override
        public Map<String, Object> eventProperties() {
            return Map.of("number", number);
        }
    }

    protected static DomainEvent event(String type, long number) {
        return new NumberedEvent(type, number, Instant.EPOCH);
    }

    /** Appends and waits for it. */
    protected StoredEvent append(String stream, OptionalLong sequence, String type, long number) {
        Durability least = supported().iterator().next();
        return store.append(stream, sequence, event(type, number), Map.of("h", "v" + number), least)
                .toCompletableFuture()
                .join();
    }

    private StoredEvent append(String stream) {
        return append(stream, OptionalLong.empty(), "t.a", 0);
    }

    /** The kind of the exception that the append fails with. */
    protected StoreException.Kind refusal(String stream, OptionalLong sequence, Durability durability) {
        try {
            store.append(stream, sequence, event("t.a", 0), Map.of(), durability)
                    .toCompletableFuture()
                    .join();
            return null;
        } catch (CompletionException e) {
            return ((StoreException) e.getCause()).kind();
        }
    }

    private static List<Long> sequences(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::sequence).toList();
    }

    private static List<Long> streamSequences(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::streamSequence).toList();
    }

    @Test
    void anEmptyStoreKnowsNothing() throws Exception {
        assertThat(store.lastSequence()).isZero();
        assertThat(store.lastStreamSequence("vm")).isZero();
        assertThat(store.streams()).isEmpty();
        assertThat(store.read(1, ALL, 10)).isEmpty();
        assertThat(store.readStream("vm", 1, 10)).isEmpty();
        assertThat(store.sequenceAt(Instant.EPOCH)).isEmpty();
        store.truncateStream("vm", 5);
        store.deleteStream("vm");
    }

    @Test
    void whatIsReadIsWhatWasAppended() throws Exception {
        StoredEvent appended = append("vm", OptionalLong.empty(), "t.a", 42);

        StoredEvent read = store.read(1, ALL, 10).get(0);

        assertThat(read).isEqualTo(appended);
        assertThat(read.event().eventType()).isEqualTo("t.a");
        assertThat(read.event().eventProperties()).isEqualTo(Map.of("number", 42L));
        assertThat(read.headers()).isEqualTo(Map.of("h", "v42"));
        assertThat(read.stream()).isEqualTo("vm");
    }

    @Test
    void aStreamIsNumberedFromOneAndTheWholeStoreToo() {
        assertThat(append("a").streamSequence()).isEqualTo(1);
        assertThat(append("b").streamSequence()).isEqualTo(1);
        assertThat(append("a").streamSequence()).isEqualTo(2);
        assertThat(append("b").sequence()).isEqualTo(4);
        assertThat(store.lastSequence()).isEqualTo(4);
        assertThat(store.lastStreamSequence("a")).isEqualTo(2);
        assertThat(store.streams()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anEventWithoutAStreamHasNoPlaceInOne() throws Exception {
        StoredEvent stored = append("");

        assertThat(stored.sequence()).isEqualTo(1);
        assertThat(stored.streamSequence()).isZero();
        assertThat(store.streams()).isEmpty();
        assertThat(store.readStream("", 0, 10)).isEmpty();
        assertThat(store.read(1, ALL, 10)).hasSize(1);
        assertThat(refusal("", OptionalLong.of(1), supported().iterator().next()))
                .isEqualTo(StoreException.Kind.SEQUENCE);
    }

    @Test
    void aGivenStreamSequenceMustExceedTheLastAndMayLeaveAGap() throws Exception {
        append("vm", OptionalLong.of(5), "t.a", 0);
        assertThat(append("vm").streamSequence()).isEqualTo(6);
        append("vm", OptionalLong.of(9), "t.a", 0);

        Durability least = supported().iterator().next();
        for (long refused : new long[] {9, 6, 1, 0, -1, Long.MIN_VALUE}) {
            assertThat(refusal("vm", OptionalLong.of(refused), least))
                    .describedAs("%d", refused)
                    .isEqualTo(StoreException.Kind.SEQUENCE);
        }
        assertThat(refusal("new", OptionalLong.of(0), least)).isEqualTo(StoreException.Kind.SEQUENCE);

        assertThat(streamSequences(store.readStream("vm", 0, 100))).containsExactly(5L, 6L, 9L);
        assertThat(store.lastSequence()).isEqualTo(3); // what is refused takes no place
        assertThat(store.streams()).containsExactly("vm");
    }

    @Test
    void aStreamThatHasReachedTheLastNumberTakesNoMore() {
        append("vm", OptionalLong.of(Long.MAX_VALUE), "t.a", 0);

        assertThat(refusal("vm", OptionalLong.empty(), supported().iterator().next()))
                .isEqualTo(StoreException.Kind.SEQUENCE);
    }

    @Test
    void bothBoundsOfAStreamReadAreInclusive() throws Exception {
        IntStream.range(0, 10).forEach(i -> append("vm"));

        assertThat(streamSequences(store.readStream("vm", 3, 5))).containsExactly(3L, 4L, 5L);
        assertThat(streamSequences(store.readStream("vm", 10, 99))).containsExactly(10L);
        assertThat(store.readStream("vm", 5, 3)).isEmpty();
        assertThat(store.readStream("vm", Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(10);
        assertThat(store.readStream("other", 1, 5)).isEmpty();
    }

    @Test
    void aReadBeginsAtItsSequenceKeepsToItsTypesAndEndsAtItsLimit() throws Exception {
        for (int i = 1; i <= 10; i++) {
            append("vm", OptionalLong.empty(), i % 2 == 0 ? "t.even" : "t.odd", i);
        }

        assertThat(sequences(store.read(3, ALL, 4))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(sequences(store.read(3, new EventPattern("t.even"), 2))).containsExactly(4L, 6L);
        assertThat(sequences(store.read(-5, new EventPattern("t.*"), 2))).containsExactly(1L, 2L);
        assertThat(store.read(11, ALL, 5)).isEmpty();
        assertThat(store.read(1, ALL, 0)).isEmpty();
    }

    @Test
    void truncatingForgetsUpToAnEventAndTheNumberingGoesOn() throws Exception {
        IntStream.range(0, 5).forEach(i -> append(i % 2 == 0 ? "a" : "b"));

        store.truncateStream("a", 2);

        assertThat(streamSequences(store.readStream("a", 1, 9))).containsExactly(3L);
        assertThat(sequences(store.read(1, ALL, 9))).containsExactly(2L, 4L, 5L);
        store.truncateStream("a", Long.MAX_VALUE);
        assertThat(store.readStream("a", 1, 9)).isEmpty();
        assertThat(store.lastStreamSequence("a")).isEqualTo(3);
        assertThat(append("a").streamSequence()).isEqualTo(4);
        assertThat(store.lastSequence()).isEqualTo(6);
    }

    @Test
    void deletingForgetsAStreamAndItsNumbering() throws Exception {
        append("a");
        append("b");
        append("a");

        store.deleteStream("a");

        assertThat(store.streams()).containsExactly("b");
        assertThat(store.lastStreamSequence("a")).isZero();
        assertThat(sequences(store.read(1, ALL, 9))).containsExactly(2L);
        StoredEvent next = append("a");
        assertThat(next.streamSequence()).isEqualTo(1);
        assertThat(next.sequence()).isEqualTo(4);
    }

    @Test
    void aTimeLeadsToTheFirstEventStoredThenOrLater() throws Exception {
        List<StoredEvent> stored = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> stored.add(append(i % 3 == 0 ? "a" : "b")));
        store.deleteStream("a");

        assertThat(stored).extracting(StoredEvent::storedAt).isSorted();
        assertThat(store.sequenceAt(Instant.MIN)).hasValue(2);
        for (StoredEvent event : stored) {
            OptionalLong expected = stored.stream()
                    .filter(each ->
                            each.stream().equals("b") && !each.storedAt().isBefore(event.storedAt()))
                    .mapToLong(StoredEvent::sequence)
                    .findFirst();
            assertThat(store.sequenceAt(event.storedAt())).isEqualTo(expected);
        }
        assertThat(store.sequenceAt(Instant.MAX)).isEmpty();
    }

    @Test
    void whatItCannotPromiseItRefuses() {
        for (Durability durability : EnumSet.allOf(Durability.class)) {
            assertThat(refusal("vm", OptionalLong.empty(), durability))
                    .describedAs("%s", durability)
                    .isEqualTo(supported().contains(durability) ? null : StoreException.Kind.UNSUPPORTED);
        }
    }

    @Test
    void nullIsNotTaken() {
        Durability least = supported().iterator().next();

        assertThatThrownBy(() -> store.append(null, OptionalLong.empty(), event("t", 1), Map.of(), least))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> store.append("vm", OptionalLong.empty(), null, Map.of(), least))
                .isInstanceOf(NullPointerException.class);
        assertThat(store.lastSequence()).isZero();
    }

    @Test
    void severalThreadsAppendDenselyAndEachStreamInOrder() throws Exception {
        IntStream.range(0, 4_000).parallel().forEach(i -> append("vm" + i % 4));

        assertThat(sequences(store.read(1, ALL, 10_000)))
                .isEqualTo(LongStream.rangeClosed(1, 4_000).boxed().toList());
        for (int vm = 0; vm < 4; vm++) {
            List<StoredEvent> stream = store.readStream("vm" + vm, 1, Long.MAX_VALUE);
            assertThat(streamSequences(stream))
                    .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
            assertThat(sequences(stream)).isSorted();
        }
    }

    @Test
    void anyHistoryEndsAsThatOfANaiveStore() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        TreeMap<Long, StoredEvent> naive = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            String stream = "vm" + random.nextInt(3);
            switch (random.nextInt(20)) {
                case 0 -> {
                    long through = random.nextInt(200);
                    store.truncateStream(stream, through);
                    naive.values().removeIf(e -> e.stream().equals(stream) && e.streamSequence() <= through);
                }
                case 1 -> {
                    store.deleteStream(stream);
                    naive.values().removeIf(e -> e.stream().equals(stream));
                }
                default -> {
                    long gap = random.nextInt(10) == 0 ? random.nextInt(50) : 0;
                    OptionalLong sequence =
                            gap == 0 ? OptionalLong.empty() : OptionalLong.of(store.lastStreamSequence(stream) + gap);
                    StoredEvent stored = append(stream, sequence, "t.a", i);
                    naive.put(stored.sequence(), stored);
                }
            }
        }

        assertThat(store.read(1, ALL, 10_000)).describedAs("-Dseed=%d", seed).isEqualTo(List.copyOf(naive.values()));
        for (int vm = 0; vm < 3; vm++) {
            String stream = "vm" + vm;
            assertThat(store.readStream(stream, 0, Long.MAX_VALUE))
                    .describedAs("-Dseed=%d", seed)
                    .isEqualTo(naive.values().stream()
                            .filter(e -> e.stream().equals(stream))
                            .toList());
        }
    }
}
