package io.signalbox.store.memory.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.spi.SnapshotStore;
import io.signalbox.api.spi.SnapshotStoreContract;
import io.signalbox.api.spi.StoreException;
import org.junit.jupiter.api.Test;

class MemorySnapshotStoreTest extends SnapshotStoreContract {

    @Override
    protected SnapshotStore create() {
        return new MemorySnapshotStore(1_000);
    }

    @Test
    void aFullStoreReplacesButTakesNoMore() throws Exception {
        // given
        ((MemorySnapshotStore) store).resize(2);
        store.store(snapshot("vm", 1));
        store.store(snapshot("vm", 2));

        // when
        store.store(snapshot("vm", 2));

        // then
        assertThatThrownBy(() -> store.store(snapshot("vm", 3)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FULL))
                .hasMessage("the memory store is full; max.snapshots is 2");
        store.delete("vm", 1);
        store.store(snapshot("vm", 3));
        assertThat(store.versions("vm")).containsExactly(2L, 3L);
    }
}
