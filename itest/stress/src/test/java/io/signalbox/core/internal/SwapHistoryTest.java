package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Processors are replaced, and modes chosen, while events flow: none is lost, doubled or reordered. */
class SwapHistoryTest {
    private static final String TYPE = "vm.numbered";
    private static final int PUBLISHERS = 2;
    private static final int LONGEST_PAUSE_NANOS = 3_000_000;

    @Test
    void everyEventComesOnceAndInOrder() {
        // given
        History history = new History();
        long[] published = new long[PUBLISHERS];
        InOrder[] ledgers = new InOrder[5];
        Arrays.setAll(ledgers, i -> new InOrder(history));
        try (StressedBus bus = new StressedBus()) {
            bus.core.subscribe(TYPE, ledgers[0], StressedBus.lossless(ProcessingMode.SYNC));
            bus.core.subscribe(TYPE, ledgers[1], StressedBus.lossless(ProcessingMode.ASYNC));
            bus.core.subscribe("vm.*", ledgers[2], StressedBus.lossless(ProcessingMode.ASYNC));
            bus.core.subscribe(TYPE, ledgers[3], StressedBus.lossless(ProcessingMode.BATCH));
            bus.core.subscribe(TYPE, ledgers[4], StressedBus.lossless(ProcessingMode.ADAPTIVE));

            // when
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                int number = publisher;
                history.thread("publisher-" + publisher, random -> {
                    while (history.goesOn()) {
                        bus.core.publish(Numbered.of(TYPE, number, ++published[number]));
                    }
                });
            }
            history.thread("swapper", random -> swap(history, bus, random));
            history.run();
        }

        // then
        history.check();
        for (InOrder ledger : ledgers) {
            assertThat(ledger.last)
                    .as("%s, published %s", history, Arrays.toString(published))
                    .isEqualTo(published);
        }
        assertThat(published[0]).isPositive();
    }

    private static void swap(History history, StressedBus bus, Random random) {
        while (history.goesOn()) {
            switch (random.nextInt(4)) {
                case 0 -> bus.swapSync(random.nextBoolean());
                case 1 -> bus.swapAsync(random.nextBoolean());
                case 2 -> bus.swapBatch(random.nextBoolean());
                default -> bus.chooser.choose(random);
            }
            LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
        }
    }

    /** Expects every publisher's numbers one after the other. A SYNC handler is called by both publishers at once. */
    private static final class InOrder implements EnhancedEventHandler {
        private final History history;
        private final long[] last = new long[PUBLISHERS];

        InOrder(History history) {
            this.history = history;
        }

        @Override
        public void handle(DomainEvent event) {
            Numbered numbered = (Numbered) event;
            long expected = ++last[numbered.publisher()];
            if (!numbered.intact() || numbered.number() != expected) {
                history.fail("instead of number " + expected + " came " + numbered);
                last[numbered.publisher()] = numbered.number();
            }
        }
    }
}
