package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.RefusalReason;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverflowRulesTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final Recorder recorder = new Recorder();

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private void subscribe(OverflowPolicy rule) {
        bus.subscribe("a", recorder, async().queueCapacity(2).overflow(rule).build());
    }

    private static Tick keyed(int number, String key) {
        return new Tick("a", number, key);
    }

    @Test
    void inAFullMailboxANewerEventTakesThePlaceOfTheOneOfItsKey() {
        // given
        subscribe(OverflowPolicy.COALESCE);
        bus.publish(keyed(1, "x"));
        bus.publish(keyed(2, "y"));

        // when
        bus.publish(keyed(3, "x"));
        bus.publish(keyed(4, "x"));
        test.async.runAll();

        // then
        assertThat(recorder.numbers).containsExactly(4, 2);
        assertThat(bus.stats().dropped()).containsEntry("COALESCED", 2L);
    }

    @Test
    void inAFullMailboxAnEventOfAnotherKeyIsRefusedByCoalesce() {
        // given
        subscribe(OverflowPolicy.COALESCE);
        bus.publish(keyed(1, "x"));
        bus.publish(keyed(2, "y"));

        // when
        var receipt = bus.publish(keyed(3, "z"));

        // then
        assertThat(receipt.refused()).extracting("reason").containsExactly(RefusalReason.FULL);
    }

    @Test
    void whatDoesNotFitWaitsInTheStoreAndComesBackInOrder() {
        // given
        ListStore store = new ListStore(1_000);
        bus.store(store);
        subscribe(OverflowPolicy.SPILL);

        // when
        IntStream.range(0, 300).forEach(i -> bus.publish(Tick.of("a", i)));
        int stored = store.events();
        test.async.runAll();

        // then
        assertThat(stored).isEqualTo(298);
        assertThat(recorder.numbers).isEqualTo(IntStream.range(0, 300).boxed().toList());
        assertThat(store.events()).isZero();
    }

    @Test
    void aMailboxThatHasComeBackFromTheStoreUsesItsQueueAgain() {
        // given
        ListStore store = new ListStore(1_000);
        bus.store(store);
        subscribe(OverflowPolicy.SPILL);
        IntStream.range(0, 5).forEach(i -> bus.publish(Tick.of("a", i)));
        test.async.runAll();

        // when
        bus.publish(Tick.of("a", 5));

        // then
        assertThat(store.events()).isZero();
        test.async.runAll();
        assertThat(recorder.numbers).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void withoutAStoreOrWithAFullOneSpillRefusesByName() {
        // given
        subscribe(OverflowPolicy.SPILL);
        bus.publish(Tick.of("a", 0));
        bus.publish(Tick.of("a", 1));

        // when
        var without = bus.publish(Tick.of("a", 2));
        bus.store(new ListStore(1));
        var first = bus.publish(Tick.of("a", 3));
        var full = bus.publish(Tick.of("a", 4));

        // then
        assertThat(without.refused()).extracting("reason").containsExactly(RefusalReason.STORE_FULL);
        assertThat(first.complete()).isTrue();
        assertThat(full.refused()).extracting("reason").containsExactly(RefusalReason.STORE_FULL);
        test.async.runAll();
        assertThat(recorder.numbers).containsExactly(0, 1, 3);
    }

    @Test
    void aStoreThatGoesLeavesNothingBehindAndTheNextOneTakesOver() {
        // given
        ListStore before = new ListStore(1_000);
        bus.store(before);
        subscribe(OverflowPolicy.SPILL);
        IntStream.range(0, 10).forEach(i -> bus.publish(Tick.of("a", i)));

        // when
        bus.store(null);
        ListStore after = new ListStore(1_000);
        bus.store(after);
        IntStream.range(10, 20).forEach(i -> bus.publish(Tick.of("a", i)));

        // then
        assertThat(before.events()).isZero();
        test.async.runAll();
        assertThat(recorder.numbers).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void whileAStoreHasLeftMuchInMemoryTheNextOneIsNotBegun() {
        // given
        bus.store(new ListStore(1_000));
        subscribe(OverflowPolicy.SPILL);
        IntStream.range(0, 100).forEach(i -> bus.publish(Tick.of("a", i)));
        ListStore next = new ListStore(1_000);

        // when
        bus.store(next);
        var receipt = bus.publish(Tick.of("a", 100));
        test.async.runAll();
        IntStream.range(101, 111).forEach(i -> bus.publish(Tick.of("a", i)));

        // then
        assertThat(receipt.refused()).extracting("reason").containsExactly(RefusalReason.STORE_FULL);
        assertThat(next.events()).isEqualTo(8);
        test.async.runAll();
        assertThat(recorder.numbers).hasSize(110).isSorted();
    }

    @Test
    void whatWaitsInTheStoreIsCountedWhenTheSubscriptionEnds() {
        // given
        bus.store(new ListStore(1_000));
        var id = bus.subscribe(
                "a",
                recorder,
                async().queueCapacity(2).overflow(OverflowPolicy.SPILL).build());
        IntStream.range(0, 10).forEach(i -> bus.publish(Tick.of("a", i)));

        // when
        bus.unsubscribe(id);

        // then
        assertThat(bus.stats().dropped()).containsEntry("UNSUBSCRIBED", 10L);
        assertThat(recorder.numbers).isEqualTo(List.of());
    }
}
