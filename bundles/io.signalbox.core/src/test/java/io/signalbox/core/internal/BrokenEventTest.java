package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventPriority;
import io.signalbox.api.Ordering;
import io.signalbox.api.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events and failures that cannot say what they are asked have one fate like all others. */
class BrokenEventTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    /** Knows its type and nothing else. */
    private record Mute() implements DomainEvent {
        @Override
        public String eventType() {
            return "a";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }

        @Override
        public String eventId() {
            throw new AssertionError("no id");
        }

        @Override
        public String orderingKey() {
            return null;
        }

        @Override
        public EventPriority eventPriority() {
            return null;
        }
    }

    /** Cannot even say what it is. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new StackOverflowError();
        }
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void anEventWithoutKeyIdAndLaneIsTriedAgainAndParked() {
        // given
        RetryPolicy once = failure -> failure.attempt() == 1 ? Optional.of(Duration.ofMillis(1)) : Optional.empty();
        bus.subscribe(
                "a",
                event -> {
                    throw new IllegalStateException("always");
                },
                async().ordering(Ordering.KEY)
                        .parallelism(2)
                        .deduplicationWindow(8)
                        .retryPolicy(once)
                        .build());
        bus.publish(new Mute());

        // when
        test.async.runAll();
        test.clock.advanceMillis(1);
        test.async.runAll();

        // then
        assertThat(bus.list()).extracting(DeadLetter::attempts).containsExactly(2);
        assertThat(bus.redrive(letter -> true)).isEqualTo(1);
    }

    @Test
    void aFailureThatCannotSayWhatItIsIsParkedByItsClass() {
        // given
        bus.subscribe(
                "a",
                event -> {
                    throw new Unspeakable();
                },
                async().retryPolicy(RetryPolicy.NONE).build());
        bus.publish(Tick.of("a", 1));

        // when
        test.async.runAll();

        // then
        assertThat(bus.list())
                .extracting(DeadLetter::cause)
                .containsExactly(Unspeakable.class.getName() + " (its toString failed)");
    }
}
