package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DrainReport;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.view.SubscriptionView.State;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBusCoreTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void theLowerPriorityNumberRunsFirstAndEqualOnesInSubscriptionOrder() {
        // given
        List<String> order = new ArrayList<>();
        bus.subscribe("a", event -> order.add("100"), sync().build());
        bus.subscribe("*", event -> order.add("50"), sync().priority(50).build());
        bus.subscribe("a", event -> order.add("100 later"), sync().build());
        bus.subscribe("+", event -> order.add("10"), sync().priority(10).build());

        // when
        bus.publish(Tick.of("a", 1));

        // then
        assertThat(order).containsExactly("10", "50", "100", "100 later");
    }

    @Test
    void aReceiptNamesWhoAcceptedAndIsTheSameObjectEachTime() {
        // given
        bus.subscribe("a", new Recorder(), sync().name("one").build());
        bus.subscribe("a", new Recorder(), async().name("two").build());

        // when
        Receipt receipt = bus.publish(Tick.of("a", 1));

        // then
        assertThat(receipt.accepted()).containsExactly("one", "two");
        assertThat(receipt.complete()).isTrue();
        assertThat(bus.publish(Tick.of("a", 2))).isSameAs(receipt);
        assertThat(bus.publish(Tick.of("b", 1))).isSameAs(Receipt.NO_SUBSCRIBERS);
    }

    @Test
    void queuedEventsAreDeliveredInOrderWhenTheProcessorSaysSo() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe("a", recorder, async().build());

        // when
        for (int i = 0; i < 500; i++) {
            bus.publish(Tick.of("a", i));
        }

        // then
        assertThat(recorder.numbers).isEmpty();
        assertThat(bus.stats().queued()).isEqualTo(500);
        assertThat(test.async.runAll()).isEqualTo(500);
        assertThat(recorder.numbers).hasSize(500).isSorted();
    }

    @Test
    void aThrowingHandlerDisturbsNeitherPublisherNorOthers() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe(
                "a",
                failing(new NoClassDefFoundError("gone")),
                sync().name("bad").retryPolicy(RetryPolicy.NONE).build());
        bus.subscribe("a", recorder, sync().name("good").build());

        // when
        Receipt receipt = bus.publish(Tick.of("a", 1));

        // then
        assertThat(recorder.numbers).containsExactly(1);
        assertThat(receipt.failed()).containsExactly("bad");
        assertThat(receipt.accepted()).containsExactly("bad", "good");
        assertThat(bus.list()).hasSize(1);
        assertThat(bus.list().get(0).cause()).contains("NoClassDefFoundError: gone");
        assertThat(bus.list().get(0).stack()).contains("EventBusCoreTest");
    }

    @Test
    void aFailedEventIsTriedAgainByThePolicyAndLaterEventsWaitBehindIt() {
        // given
        List<Integer> tries = new ArrayList<>();
        AtomicInteger failures = new AtomicInteger(2);
        bus.subscribe(
                "a",
                event -> {
                    tries.add(((Tick) event).number());
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                },
                async().retryPolicy(failure -> Optional.of(Duration.ofMillis(100)))
                        .build());
        bus.publish(Tick.of("a", 1));
        bus.publish(Tick.of("a", 2));

        // when
        test.async.runAll();
        test.clock.advanceMillis(99);
        test.async.runAll();

        // then
        assertThat(tries).containsExactly(1);
        test.clock.advanceMillis(1);
        test.async.runAll();
        test.clock.advanceMillis(100);
        test.async.runAll();
        assertThat(tries).containsExactly(1, 1, 1, 2);
        assertThat(bus.stats().failed()).isEqualTo(2);
        assertThat(bus.stats().retried()).isEqualTo(2);
        assertThat(bus.stats().delivered()).isEqualTo(2);
    }

    @Test
    void aSyncFailureIsRetriedBehindThePublisherAndKeepsTheOrder() throws Exception {
        // given
        Recorder recorder = new Recorder();
        AtomicInteger failures = new AtomicInteger(1);
        bus.subscribe(
                "a",
                event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                    recorder.handle(event);
                },
                sync().retryPolicy(failure -> Optional.of(Duration.ofMillis(100)))
                        .build());

        // when
        bus.publish(Tick.of("a", 1));
        bus.publish(Tick.of("a", 2));

        // then
        assertThat(recorder.numbers).isEmpty();
        test.clock.advanceMillis(200);
        Await.until(
                "both are handled",
                () -> recorder.numbers.size() == 2 && bus.stats().queued() == 0);
        Await.until("it runs inline again", () -> {
            int before = recorder.numbers.size();
            bus.publish(Tick.of("a", before + 1));
            return recorder.numbers.size() == before + 1;
        });
        assertThat(recorder.numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anEventThatExhaustsItsRetriesIsParkedAndCanBeRedriven() {
        // given
        AtomicInteger failures = new AtomicInteger(4);
        Recorder recorder = new Recorder();
        bus.subscribe(
                "a",
                event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("no");
                    }
                    recorder.handle(event);
                },
                async().build());
        bus.publish(Tick.of("a", 7));

        // when
        for (int i = 0; i < 4; i++) {
            test.async.runAll();
            test.clock.advanceMillis(10_000);
        }

        // then
        assertThat(bus.list()).hasSize(1);
        assertThat(bus.list().get(0).attempts()).isEqualTo(4);
        assertThat(bus.stats().parked()).isEqualTo(1);
        test.assertBalanced();
        assertThat(bus.redrive(letter -> true)).isEqualTo(1);
        test.async.runAll();
        assertThat(recorder.numbers).containsExactly(7);
        assertThat(bus.list()).isEmpty();
    }

    @Test
    void aFullMailboxRejectsAndTheLossIsToldInItsPlace() {
        // given
        List<Object> seen = new ArrayList<>();
        bus.subscribe(
                "a",
                gapRecorder(seen),
                async().name("small")
                        .queueCapacity(2)
                        .overflow(OverflowPolicy.REJECT)
                        .build());

        // when
        List<Receipt> receipts = publish("a", 1, 5);
        test.async.runAll();
        publish("a", 6, 6);
        test.async.runAll();

        // then
        assertThat(receipts.get(2).refused()).containsExactly(new Refusal("small", RefusalReason.FULL));
        assertThat(receipts.get(2).accepted()).isEmpty();
        assertThat(seen).containsExactly(1, 2, "lost 3", 6);
        assertThat(bus.stats().dropped()).isEqualTo(Map.of("FULL", 3L));
    }

    @Test
    void aFullMailboxDropsItsOldestAndTheLossIsToldInItsPlace() {
        // given
        List<Object> seen = new ArrayList<>();
        bus.subscribe(
                "a",
                gapRecorder(seen),
                async().queueCapacity(2).overflow(OverflowPolicy.DROP_OLDEST).build());

        // when
        publish("a", 1, 5);
        test.async.runAll();

        // then
        assertThat(seen).containsExactly("lost 3", 4, 5);
        assertThat(bus.stats().dropped()).isEqualTo(Map.of("DROPPED_OLDEST", 3L));
    }

    @Test
    void aStuckMailboxCostsItsPublishersOneDeadlineAndNotOneForEachEvent() {
        // given
        bus.subscribe(
                "a",
                new Recorder(),
                async().queueCapacity(1).blockDeadline(Duration.ofMillis(20)).build());
        publish("a", 1, 1);

        // when
        List<Receipt> receipts = publish("a", 2, 10_000);

        // then
        assertThat(receipts).allMatch(receipt -> receipt.refused().get(0).reason() == RefusalReason.DEADLINE);
        assertThat(test.async.runAll()).isEqualTo(1);
        assertThat(bus.publish(Tick.of("a", 0)).complete()).isTrue();
    }

    @Test
    void aHandlerThatPublishesIntoItsOwnFullMailboxIsRefusedAtOnce() {
        // given
        AtomicReference<Receipt> inner = new AtomicReference<>();
        bus.subscribe(
                "a",
                event -> {
                    bus.publish(Tick.of("a", 2));
                    inner.set(bus.publish(Tick.of("a", 3)));
                },
                async().queueCapacity(1).blockDeadline(Duration.ofHours(1)).build());
        bus.publish(Tick.of("a", 1));

        // when
        test.async.runOne();

        // then
        assertThat(inner.get().refused().get(0).reason()).isEqualTo(RefusalReason.REENTRANT_FULL);
    }

    @Test
    void aPublishersOwnDeadlineIsStrongerThanTheMailboxes() {
        // given
        bus.subscribe(
                "a",
                new Recorder(),
                async().queueCapacity(1).blockDeadline(Duration.ofHours(1)).build());
        publish("a", 1, 1);

        // when
        Receipt receipt = bus.publish(Tick.of("a", 2), PublishOptions.DEFAULT.withDeadline(Duration.ZERO));

        // then
        assertThat(receipt.refused().get(0).reason()).isEqualTo(RefusalReason.DEADLINE);
    }

    @Test
    void subscribingAndUnsubscribingInsideAHandlerWorks() {
        // given
        Recorder late = new Recorder();
        AtomicReference<EventSubscriptionId> self = new AtomicReference<>();
        AtomicInteger calls = new AtomicInteger();
        self.set(bus.subscribe(
                "a",
                event -> {
                    calls.incrementAndGet();
                    bus.unsubscribe(self.get());
                    bus.subscribe("a", late, sync().build());
                },
                sync().build()));

        // when
        publish("a", 1, 3);

        // then
        assertThat(calls).hasValue(1);
        assertThat(late.numbers).containsExactly(2, 3);
    }

    @Test
    void afterUnsubscribeWhatItsMailboxHeldIsDroppedAndCounted() {
        // given
        Recorder recorder = new Recorder();
        EventSubscriptionId id = bus.subscribe("a", recorder, async().build());
        publish("a", 1, 3);

        // when
        bus.unsubscribe(id);
        test.async.runAll();

        // then
        assertThat(recorder.numbers).isEmpty();
        assertThat(bus.stats().dropped()).isEqualTo(Map.of("UNSUBSCRIBED", 3L));
        assertThat(bus.publish(Tick.of("a", 4))).isSameAs(Receipt.NO_SUBSCRIBERS);
    }

    @Test
    void aSecondSubscriptionOfOneNameIsRefused() {
        bus.subscribe("a", new Recorder(), sync().name("billing").build());

        assertThatThrownBy(() -> bus.subscribe(
                        "b", new Recorder(), sync().name("billing").build()))
                .hasMessage("a subscription named 'billing' exists already");
    }

    @Test
    void anotherProcessorTakesOverBetweenTwoEvents() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe("a", recorder, async().build());
        publish("a", 1, 4);
        test.async.runOne();
        StepProcessor better = new StepProcessor(ProcessingMode.ASYNC);

        // when
        bus.addProcessor(better, 10, "better");

        // then
        assertThat(test.async.runAll()).isZero();
        assertThat(test.async.detached).isEqualTo(1);
        assertThat(better.runAll()).isEqualTo(3);
        bus.removeProcessor(better);
        publish("a", 5, 6);
        assertThat(better.runAll()).isZero();
        assertThat(test.async.runAll()).isEqualTo(2);
        assertThat(recorder.numbers).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void withoutAProcessorTheMailboxKeepsWhatComes() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe("a", recorder, async().build());
        bus.removeProcessor(test.async);

        // when
        publish("a", 1, 3);

        // then
        assertThat(bus.subscriptions().get(0).state()).isEqualTo(State.HOLDING);
        assertThat(bus.subscriptions().get(0).reason()).isEqualTo("no ASYNC processor serves it");
        bus.addProcessor(test.async, 0, "async");
        test.async.runAll();
        assertThat(recorder.numbers).containsExactly(1, 2, 3);
    }

    @Test
    void aSubscriptionWhoseRetryPolicyIsMissingHoldsUntilItComes() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe("a", recorder, sync().retryPolicyName("patient").build());
        publish("a", 1, 2);
        assertThat(bus.subscriptions().get(0).reason()).isEqualTo("retry policy 'patient' is missing");
        assertThat(recorder.numbers).isEmpty();

        // when
        bus.strategies().addRetryPolicy("patient", RetryPolicy.NONE, 0);
        test.clock.advanceMillis(1);

        // then
        Await.until("what waited is handled", () -> recorder.numbers.size() == 2);
        Await.until("nothing is queued", () -> bus.stats().queued() == 0);
    }

    @Test
    void aFilterDecidesWhatIsHandled() {
        // given
        Recorder inline = new Recorder();
        Recorder queued = new Recorder();
        bus.subscribe(
                "a",
                inline,
                sync().filter(event -> ((Tick) event).number() % 2 == 0).build());
        bus.subscribe(
                "a",
                queued,
                async().filter(event -> ((Tick) event).number() > 3).build());

        // when
        publish("a", 1, 5);
        test.async.runAll();

        // then
        assertThat(inline.numbers).containsExactly(2, 4);
        assertThat(queued.numbers).containsExactly(4, 5);
        assertThat(bus.stats().filtered()).isEqualTo(6);
    }

    @Test
    void publishAsyncCompletesWhenEverySubscriptionHasHandledTheEvent() {
        // given
        bus.subscribe("a", new Recorder(), sync().build());
        bus.subscribe("a", new Recorder(), async().name("x").build());
        bus.subscribe("a", new Recorder(), async().name("y").build());

        // when
        var stage = bus.publishAsync(Tick.of("a", 1)).toCompletableFuture();

        // then
        assertThat(stage).isNotDone();
        test.async.runOne();
        assertThat(stage).isNotDone();
        test.async.runOne();
        assertThat(stage)
                .isCompletedWithValueMatching(receipt -> receipt.accepted().size() == 3);
    }

    @Test
    void stoppingDeliversWhatItCanAndAccountsForTheRest() {
        // given
        test.close();
        BusUnderTest own = new BusUnderTest(EventBusConfig.DEFAULT.toBuilder()
                .drainDeadline(Duration.ofMillis(50))
                .build());
        own.bus.subscribe(
                "a", new Recorder(), async().name("x").queueCapacity(10_000).build());
        for (int i = 0; i < 5_000; i++) {
            own.bus.publish(Tick.of("a", i));
        }
        own.async.runOne();

        // when
        DrainReport report = own.bus.stop();

        // then
        assertThat(report.total().accepted()).isEqualTo(4_999);
        assertThat(report.total().delivered()
                        + report.total().carriedOver()
                        + report.total().lost())
                .isEqualTo(4_999);
        own.assertBalanced();
        assertThatThrownBy(() -> own.bus.publish(Tick.of("a", 1))).isInstanceOf(BusStoppedException.class);
        own.bus.start();
        assertThat(own.bus.publish(Tick.of("a", 1)).complete()).isTrue();
        assertThat(own.async.runAll()).isEqualTo(1);
        own.assertBalanced();
        own.close();
    }

    @Test
    void otherSettingsActOnLiveSubscriptions() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe("a", recorder, BusUnderTest.async().build());
        bus.subscribe("b", recorder, io.signalbox.api.SubscriptionOptions.DEFAULT);
        EventBusConfig before = bus.config();
        EventBusConfig config = before.toBuilder()
                .defaultMode(ProcessingMode.SYNC)
                .overflow(OverflowPolicy.REJECT)
                .asyncConfig(EventBusConfig.DEFAULT.asyncConfig().withQueueSize(3))
                .build();

        // when
        bus.reconfigure(config);

        // then
        bus.publish(Tick.of("b", 100));
        assertThat(recorder.numbers).containsExactly(100);
        assertThat(publish("a", 1, 4).get(3).refused().get(0).reason()).isEqualTo(RefusalReason.FULL);
        bus.reconfigure(before);
        assertThat(publish("a", 5, 900)).allMatch(Receipt::complete);
    }

    private List<Receipt> publish(String type, int from, int to) {
        List<Receipt> receipts = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            receipts.add(bus.publish(Tick.of(type, i)));
        }
        return receipts;
    }

    private static EnhancedEventHandler failing(Error error) {
        return event -> {
            throw error;
        };
    }

    private static EnhancedEventHandler gapRecorder(List<Object> seen) {
        return new EnhancedEventHandler() {
            @Override
            public void handle(io.signalbox.api.DomainEvent event) {
                seen.add(((Tick) event).number());
            }

            @Override
            public void missed(Gap gap) {
                seen.add("lost " + gap.lost());
            }
        };
    }
}
