package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventPriority;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.RefusalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final List<Urgent> handled = new ArrayList<>();

    private record Urgent(EventPriority eventPriority, int number) implements DomainEvent {
        @Override
        public String eventType() {
            return "a";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private void publish(EventPriority lane, int count) {
        for (int i = 0; i < count; i++) {
            bus.publish(new Urgent(lane, i));
        }
    }

    private List<Integer> numbersOf(EventPriority lane) {
        return handled.stream()
                .filter(event -> event.eventPriority == lane)
                .map(Urgent::number)
                .toList();
    }

    @Test
    void aHighEventOvertakesNormalAndLowOnes() {
        // given
        bus.subscribe("a", event -> handled.add((Urgent) event), async().build());
        publish(EventPriority.LOW, 1);
        publish(EventPriority.NORMAL, 1);
        publish(EventPriority.HIGH, 1);

        // when
        test.async.runAll();

        // then
        assertThat(handled)
                .extracting(Urgent::eventPriority)
                .containsExactly(EventPriority.HIGH, EventPriority.NORMAL, EventPriority.LOW);
    }

    @Test
    void eachLaneGetsItsShareWhileAllAreFullAndKeepsItsOrder() {
        // given
        int rounds = 10;
        bus.subscribe(
                "a",
                event -> handled.add((Urgent) event),
                async().queueCapacity(1_000).build());
        for (EventPriority lane : EventPriority.values()) {
            publish(lane, Lanes.HIGH_SHARE * rounds);
        }

        // when
        for (int i = 0; i < Lanes.ROUND * rounds; i++) {
            test.async.runOne();
        }

        // then
        assertThat(numbersOf(EventPriority.HIGH))
                .hasSize(Lanes.HIGH_SHARE * rounds)
                .isSorted();
        assertThat(numbersOf(EventPriority.NORMAL))
                .hasSize(Lanes.NORMAL_SHARE * rounds)
                .isSorted();
        assertThat(numbersOf(EventPriority.LOW))
                .hasSize(Lanes.LOW_SHARE * rounds)
                .isSorted();
        for (int round = 0; round < rounds; round++) {
            List<Urgent> one = handled.subList(round * Lanes.ROUND, (round + 1) * Lanes.ROUND);
            assertThat(Collections.frequency(
                            one.stream().map(Urgent::eventPriority).toList(), EventPriority.LOW))
                    .isEqualTo(Lanes.LOW_SHARE);
        }
    }

    @Test
    void aFullNormalLaneLeavesTheHighOneOpen() {
        // given
        bus.subscribe(
                "a",
                event -> handled.add((Urgent) event),
                async().queueCapacity(2).overflow(OverflowPolicy.REJECT).build());
        publish(EventPriority.NORMAL, 2);

        // when
        var normal = bus.publish(new Urgent(EventPriority.NORMAL, 2));
        var high = bus.publish(new Urgent(EventPriority.HIGH, 0));

        // then
        assertThat(normal.refused()).extracting("reason").containsExactly(RefusalReason.FULL);
        assertThat(high.complete()).isTrue();
    }

    @Test
    void whatLanesStillHoldIsCountedWhenTheSubscriptionEnds() {
        // given
        var id = bus.subscribe("a", event -> {}, async().build());
        publish(EventPriority.LOW, 3);
        publish(EventPriority.HIGH, 2);

        // when
        bus.unsubscribe(id);

        // then
        assertThat(bus.stats().dropped()).containsEntry("UNSUBSCRIBED", 5L);
    }
}
