package io.signalbox.store.memory.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.Durability;
import io.signalbox.api.EventPattern;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.EventStoreContract;
import io.signalbox.api.spi.StoreException;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryEventStoreTest extends EventStoreContract {
    private final AtomicLong millis = new AtomicLong(1_000);

    @Override
    protected EventStore create() {
        return new MemoryEventStore(10_000, () -> Instant.ofEpochMilli(millis.incrementAndGet()));
    }

    @Override
    protected Set<Durability> supported() {
        return Set.of(Durability.MEMORY);
    }

    @Test
    void keepsTheVeryEvent() throws Exception {
        var event = event("t.a", 1);

        store.append("vm", OptionalLong.empty(), event, Map.of(), Durability.MEMORY);

        assertThat(store.readStream("vm", 1, 1).get(0).event()).isSameAs(event);
    }

    @Test
    void aFullStoreTakesNothingUntilSomethingIsForgotten() throws Exception {
        // given
        ((MemoryEventStore) store).resize(3);
        append("a", OptionalLong.empty(), "t", 1);
        append("b", OptionalLong.empty(), "t", 2);
        append("", OptionalLong.empty(), "t", 3);
        assertThat(refusal("a", OptionalLong.empty(), Durability.MEMORY)).isEqualTo(StoreException.Kind.FULL);

        // when
        store.truncateStream("a", 1);

        // then
        assertThat(append("a", OptionalLong.empty(), "t", 4).sequence()).isEqualTo(4);
        assertThat(refusal("a", OptionalLong.empty(), Durability.MEMORY)).isEqualTo(StoreException.Kind.FULL);
        ((MemoryEventStore) store).resize(4);
        assertThat(refusal("a", OptionalLong.empty(), Durability.MEMORY)).isNull();
    }

    @Test
    void whatIsForgottenIsFree() throws Exception {
        // given
        WeakReference<Object> forgotten = new WeakReference<>(append("vm", OptionalLong.empty(), "t", 1));

        // when
        store.truncateStream("vm", 1);

        // then
        for (int i = 0; i < 100 && forgotten.get() != null; i++) {
            System.gc();
        }
        assertThat(forgotten.get()).isNull();
    }

    @Test
    void aClockThatGoesBackDoesNotDisturbTheOrderOfTimes() throws Exception {
        Instant first = append("vm", OptionalLong.empty(), "t", 1).storedAt();
        millis.addAndGet(-500);
        Instant second = append("vm", OptionalLong.empty(), "t", 2).storedAt();

        assertThat(second).isEqualTo(first);
        assertThat(store.sequenceAt(first)).hasValue(1);
        assertThat(store.read(1, new EventPattern("*"), 9)).hasSize(2);
    }
}
