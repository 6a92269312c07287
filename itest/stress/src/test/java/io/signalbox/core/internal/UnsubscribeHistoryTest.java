package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.ProcessingMode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Handlers come and go while others publish: once unsubscribe has returned, its handler is not called. */
class UnsubscribeHistoryTest {
    private static final List<String> TYPES = List.of("vm.a", "vm.b", "vm.c");
    private static final List<String> PATTERNS = List.of("vm.a", "vm.b", "vm.*", "vm.+", "*");
    private static final int PUBLISHERS = 2;
    private static final int GUESTS = 2;
    private static final int LONGEST_STAY_NANOS = 200_000;

    private final AtomicLong calls = new AtomicLong();

    @Test
    void anEndedHandlerIsNotCalled() {
        History history = new History();
        try (StressedBus bus = new StressedBus()) {
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                int number = publisher;
                history.thread("publisher-" + publisher, random -> publish(history, bus, number, random));
            }
            for (int guest = 0; guest < GUESTS; guest++) {
                history.thread("guest-" + guest, random -> comeAndGo(history, bus, random));
            }
            history.run();
        }
        history.check();
        assertThat(calls).hasPositiveValue();
    }

    private static void publish(History history, StressedBus bus, int publisher, Random random) {
        for (long number = 1; history.goesOn(); number++) {
            bus.core.publish(Numbered.of(TYPES.get(random.nextInt(TYPES.size())), publisher, number));
        }
    }

    private void comeAndGo(History history, StressedBus bus, Random random) {
        while (history.goesOn()) {
            Guest guest = new Guest(history);
            ProcessingMode mode = random.nextBoolean() ? ProcessingMode.SYNC : ProcessingMode.ASYNC;
            String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
            EventSubscriptionId id = bus.core.subscribe(pattern, guest, StressedBus.lossless(mode));
            LockSupport.parkNanos(random.nextInt(LONGEST_STAY_NANOS));
            bus.core.unsubscribe(id);
            guest.ended = true;
        }
    }

    private final class Guest implements EnhancedEventHandler {
        private final History history;
        private volatile boolean ended;

        Guest(History history) {
            this.history = history;
        }

        @Override
        public void handle(DomainEvent event) {
            if (ended) {
                history.fail("called with " + event + " after unsubscribe had returned");
            }
            calls.incrementAndGet();
        }
    }
}
