package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStore} keeps. A store joins by a subclass that makes one. */
public abstract class SnapshotStoreContract {
    protected SnapshotStore store;

    /** A new, empty store with room for 1,000 snapshots. */
    protected abstract SnapshotStore create() throws Exception;

    /** Ends what {@link #create} made. */
    protected void destroy(SnapshotStore made) throws Exception {}

    @BeforeEach
    void createStore() throws Exception {
        store = create();
    }

    @AfterEach
    void destroyStore() throws Exception {
        destroy(store);
    }

    /** A snapshot made as many seconds after the epoch as its version says. */
    protected static Snapshot snapshot(String vm, long version) {
        byte[] state = {1, 2, (byte) version};
        return new Snapshot(vm, version, 10 * version, Instant.ofEpochSecond(version), state, Map.of("k", "v"));
    }

    @Test
    void anEmptyStoreKnowsNothing() throws Exception {
        assertThat(store.latest("vm")).isEmpty();
        assertThat(store.get("vm", 1)).isEmpty();
        assertThat(store.versions("vm")).isEmpty();
        assertThat(store.deleteBefore(Instant.MAX)).isZero();
        store.delete("vm", 1);
    }

    @Test
    void whatIsReadIsWhatWasStored() throws Exception {
        Snapshot stored = snapshot("vm", 7);
        store.store(stored);

        Snapshot read = store.get("vm", 7).orElseThrow();

        assertThat(read).usingRecursiveComparison().isEqualTo(stored);
        assertThat(store.get("vm", 8)).isEmpty();
        assertThat(store.get("other", 7)).isEmpty();
    }

    @Test
    void theLatestIsThatOfTheHighestVersionWhicheverWasStoredLast() throws Exception {
        store.store(snapshot("vm", 9));
        store.store(snapshot("vm", 10));
        store.store(snapshot("vm", 2));
        store.store(snapshot("other", 99));

        assertThat(store.latest("vm").orElseThrow().version()).isEqualTo(10);
        assertThat(store.versions("vm")).containsExactly(2L, 9L, 10L);
    }

    @Test
    void oneOfTheSameVersionIsReplaced() throws Exception {
        store.store(snapshot("vm", 1));
        store.store(new Snapshot("vm", 1, 77, Instant.EPOCH, new byte[] {9}, Map.of()));

        assertThat(store.versions("vm")).containsExactly(1L);
        assertThat(store.get("vm", 1).orElseThrow().state()).containsExactly(9);
    }

    @Test
    void oneIsDeletedAndTheOthersStay() throws Exception {
        store.store(snapshot("vm", 1));
        store.store(snapshot("vm", 2));

        store.delete("vm", 2);
        store.delete("vm", 3);

        assertThat(store.versions("vm")).containsExactly(1L);
        assertThat(store.latest("vm").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void oldOnesAreDeletedButNeverAVmsLatest() throws Exception {
        for (long version = 1; version <= 5; version++) {
            store.store(snapshot("vm", version));
        }
        store.store(snapshot("old", 1));
        store.store(snapshot("old", 2));

        int deleted = store.deleteBefore(Instant.ofEpochSecond(3));

        assertThat(deleted).isEqualTo(3);
        assertThat(store.versions("vm")).containsExactly(3L, 4L, 5L);
        assertThat(store.versions("old")).containsExactly(2L);
    }

    @Test
    void severalThreadsMayStore() throws Exception {
        IntStream.range(0, 800).parallel().forEach(i -> {
            try {
                store.store(snapshot("vm" + i % 4, i / 4 + 1));
            } catch (StoreException e) {
                throw new IllegalStateException(e);
            }
        });

        for (int vm = 0; vm < 4; vm++) {
            assertThat(store.versions("vm" + vm)).hasSize(200).isSorted();
        }
    }
}
