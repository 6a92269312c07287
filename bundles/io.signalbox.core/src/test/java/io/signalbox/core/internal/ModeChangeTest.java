package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModeChangeTest {
    private final BusUnderTest test = new BusUnderTest();
    private final HandlerSeats seats = new HandlerSeats(test.bus.desk(), test.bus.parts());
    private final Recorder recorder = new Recorder();

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private HandlerSeats.Candidate candidate(String mode) {
        HandlerProperties read = new HandlerProperties(Map.of(
                "signalbox.types", "a",
                "signalbox.name", "changing",
                "signalbox.mode", mode,
                "signalbox.ordering", "KEY",
                "signalbox.parallelism", "2"));
        return new HandlerSeats.Candidate(
                1L,
                read.patterns(),
                event -> recorder.handle(event instanceof Asking asking ? asking.tick() : event),
                read.options(),
                0,
                1);
    }

    /** An event during whose publish, when it is asked for its key, something happens. */
    private record Asking(Tick tick, Runnable asked) implements DomainEvent {
        @Override
        public String eventType() {
            return tick.eventType();
        }

        @Override
        public Instant occurredAt() {
            return tick.occurredAt();
        }

        @Override
        public String orderingKey() {
            asked.run();
            return tick.orderingKey();
        }
    }

    @Test
    void anEventThatIsOfferedToAMailboxWhileItsModeBecomesSyncIsNotOvertaken() throws Exception {
        // given
        seats.arrive(candidate("ASYNC"));
        Runnable change = () -> {
            seats.leave(1L);
            seats.arrive(candidate("SYNC"));
        };

        // when
        test.bus.publish(new Asking(Tick.of("a", 1), change));
        test.bus.publish(Tick.of("a", 2));

        // then
        Await.until("both are handled", () -> {
            test.clock.advanceMillis(1);
            return recorder.numbers.size() == 2;
        });
        assertThat(recorder.numbers).containsExactly(1, 2);
        test.bus.publish(Tick.of("a", 3));
        assertThat(recorder.numbers).containsExactly(1, 2, 3);
    }
}
