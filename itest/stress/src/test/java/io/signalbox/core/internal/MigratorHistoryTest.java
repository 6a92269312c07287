package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.EventVersionMigrator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The migrator of a type is replaced while old events flow, often with nobody there for a moment: every event comes once,
 * in order, in the latest version, and no migrator is called once it was taken away.
 */
class MigratorHistoryTest {
    private static final String TYPE = "vm.numbered";
    private static final int PUBLISHERS = 2;
    private static final int LONGEST_PAUSE_NANOS = 1_000_000;
    private static final int FEWEST_SWAPS = 100;

    private record Versioned(Numbered numbered, int version) implements DomainEvent {
        @Override
        public String eventType() {
            return TYPE;
        }

        @Override
        public Instant occurredAt() {
            return numbered.occurredAt();
        }

        @Override
        public boolean supportsVersionUpgrade() {
            return true;
        }
    }

    @Test
    void everyEventComesOnceInOrderAndInTheLatestVersion() {
        // given
        History history = new History();
        long[] published = new long[PUBLISHERS];
        InOrder inline = new InOrder(history);
        InOrder queued = new InOrder(history);
        int[] swaps = new int[1];
        EventBusStats stats;
        try (StressedBus bus = new StressedBus()) {
            bus.core.subscribe(TYPE, inline, StressedBus.lossless(ProcessingMode.SYNC));
            bus.core.subscribe("vm.*", queued, StressedBus.lossless(ProcessingMode.ASYNC));
            Step first = new Step(history);
            bus.core.addMigrator(first, 0);

            // when
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                int number = publisher;
                history.thread("publisher-" + publisher, random -> {
                    while (history.goesOn()) {
                        Numbered next = Numbered.of(TYPE, number, ++published[number]);
                        bus.core.publish(new Versioned(next, 1));
                    }
                });
            }
            history.thread("swapper", random -> swap(history, bus, random, first, swaps));
            history.run();
            bus.core.stop();
            stats = bus.core.stats();
        }

        // then
        history.check();
        assertThat(inline.last).as("%s", history).isEqualTo(published);
        assertThat(queued.last)
                .as("%s, published %s", history, Arrays.toString(published))
                .isEqualTo(published);
        assertThat(stats.offered()).as("%s", stats).isEqualTo(stats.delivered()).isEqualTo(2 * stats.published());
        assertThat(swaps[0]).as("swaps in %s", history).isGreaterThanOrEqualTo(FEWEST_SWAPS);
    }

    private static void swap(History history, StressedBus bus, Random random, Step first, int[] swaps) {
        Step current = first;
        while (history.goesOn()) {
            Step next = new Step(history);
            boolean gap = random.nextInt(4) > 0;
            if (!gap) {
                bus.core.addMigrator(next, 0);
            }
            bus.core.removeMigrator(current);
            current.gone = true;
            if (gap) {
                LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
                bus.core.addMigrator(next, 0);
            }
            current = next;
            swaps[0]++;
            LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
        }
    }

    /** Lifts until it was taken away; a call after that is a failure. */
    private static final class Step implements EventVersionMigrator {
        private final History history;
        private volatile boolean gone;

        Step(History history) {
            this.history = history;
        }

        @Override
        public String eventType() {
            return TYPE;
        }

        @Override
        public int fromVersion() {
            return 1;
        }

        @Override
        public DomainEvent migrate(DomainEvent event) {
            if (gone) {
                history.fail("a migrator that was taken away was called with " + event);
            }
            return new Versioned(((Versioned) event).numbered(), 2);
        }
    }

    /** Expects every publisher's numbers one after the other, all lifted. Both publishers call a SYNC handler at once. */
    private static final class InOrder implements EnhancedEventHandler {
        private final History history;
        private final long[] last = new long[PUBLISHERS];

        InOrder(History history) {
            this.history = history;
        }

        @Override
        public void handle(DomainEvent event) {
            Versioned versioned = (Versioned) event;
            Numbered numbered = versioned.numbered();
            long expected = ++last[numbered.publisher()];
            if (versioned.version() != 2 || !numbered.intact() || numbered.number() != expected) {
                history.fail("instead of number " + expected + " in version 2 came " + event);
                last[numbered.publisher()] = numbered.number();
            }
        }
    }
}
