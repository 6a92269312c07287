package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.DeadLetter;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchDeliveryTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final StepProcessor batch = new StepProcessor(ProcessingMode.BATCH);

    /** Writes batches down; fails the numbers it is told to, once each, or all with an exception that names none. */
    private static final class Batches implements EnhancedEventHandler {
        final List<List<Integer>> seen = new ArrayList<>();
        final List<Integer> failing = new ArrayList<>();
        List<? extends DomainEvent> kept;
        boolean named = true;

        @Override
        public void handle(DomainEvent event) {
            throw new AssertionError("a batch is handed over by handleBatch");
        }

        @Override
        public void handleBatch(List<? extends DomainEvent> events) throws Exception {
            kept = events;
            seen.add(events.stream().map(event -> ((Tick) event).number()).toList());
            Predicate<DomainEvent> fails = event -> failing.contains(((Tick) event).number());
            List<? extends DomainEvent> failed = events.stream().filter(fails).toList();
            failed.forEach(event -> failing.remove((Integer) ((Tick) event).number()));
            if (!failed.isEmpty()) {
                throw named
                        ? new BatchFailedException("some", failed, new IllegalStateException("why"))
                        : new IllegalStateException("all");
            }
        }
    }

    @BeforeEach
    void addProcessor() {
        bus.addProcessor(batch, 0, "batch");
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private static SubscriptionOptions.Builder options() {
        return SubscriptionOptions.builder().mode(ProcessingMode.BATCH);
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            bus.publish(Tick.of("a", i));
        }
    }

    @Test
    void severalEventsComeInOneCallOldestFirst() {
        // given
        Batches handler = new Batches();
        bus.subscribe("a", handler, options().build());
        publish(10);

        // when
        batch.runAll();

        // then
        assertThat(handler.seen).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(8, 9));
        assertThat(bus.stats().delivered()).isEqualTo(10);
    }

    @Test
    void theListIsEmptyWhenTheCallIsOver() {
        // given
        Batches handler = new Batches();
        bus.subscribe("a", handler, options().build());
        publish(3);

        // when
        batch.runAll();

        // then
        assertThat(handler.kept).isEmpty();
    }

    @Test
    void onlyTheEventsThatFailedAreTriedAgainAndNothingOvertakesThem() {
        // given
        Batches handler = new Batches();
        handler.failing.addAll(List.of(1, 3));
        RetryPolicy later = failure -> Optional.of(Duration.ofMillis(10));
        bus.subscribe("a", handler, options().retryPolicy(later).build());
        publish(4);
        batch.runAll();
        bus.publish(Tick.of("a", 4));

        // when
        batch.runAll();
        test.clock.advanceMillis(10);
        batch.runAll();

        // then
        assertThat(handler.seen).containsExactly(List.of(0, 1, 2, 3), List.of(1), List.of(3), List.of(4));
        assertThat(bus.stats().retried()).isEqualTo(2);
    }

    @Test
    void anExceptionThatNamesNoEventFailsAllAndWhatExhaustsItsTriesIsParkedWithItsCause() {
        // given
        Batches handler = new Batches();
        handler.failing.add(1);
        handler.named = false;
        bus.subscribe("a", handler, options().retryPolicy(RetryPolicy.NONE).build());
        publish(3);

        // when
        batch.runAll();

        // then
        assertThat(bus.list())
                .extracting(DeadLetter::cause)
                .containsOnly("java.lang.IllegalStateException: all")
                .hasSize(3);
    }

    @Test
    void aFilterIsAskedForEachEventOfABatch() {
        // given
        Batches handler = new Batches();
        bus.subscribe(
                "a",
                handler,
                options().filter(event -> ((Tick) event).number() % 2 == 0).build());
        publish(6);

        // when
        batch.runAll();

        // then
        assertThat(handler.seen).containsExactly(List.of(0, 2, 4));
        assertThat(bus.stats().filtered()).isEqualTo(3);
    }

    @Test
    void aGapIsToldBetweenTwoBatches() {
        // given
        List<String> told = new ArrayList<>();
        EnhancedEventHandler handler = new EnhancedEventHandler() {
            @Override
            public void handle(DomainEvent event) {}

            @Override
            public void handleBatch(List<? extends DomainEvent> events) {
                told.add(events.size() + " events");
            }

            @Override
            public void missed(io.signalbox.api.Gap gap) {
                told.add(gap.lost() + " lost");
            }
        };
        bus.subscribe(
                "a",
                handler,
                options().queueCapacity(2).overflow(OverflowPolicy.REJECT).build());
        publish(3);
        batch.runOne();
        bus.publish(Tick.of("a", 3));

        // when
        batch.runAll();

        // then
        assertThat(told).containsExactly("1 events", "1 events", "1 lost", "1 events");
    }
}
