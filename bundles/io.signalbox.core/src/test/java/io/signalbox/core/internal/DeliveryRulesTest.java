package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Ordering;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.view.PendingRetry;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands between an event and its handler: chains of filters, de-duplication, lines of retries, open circuits. */
class DeliveryRulesTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final Recorder recorder = new Recorder();

    private record Named(String eventId) implements DomainEvent {
        @Override
        public String eventType() {
            return "a";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    /** Filters of numbers below the text. */
    private static final class Below implements FilterLanguage {
        @Override
        public String name() {
            return "below";
        }

        @Override
        public EventFilter compile(String text) {
            try {
                int limit = Integer.parseInt(text);
                return event -> ((Tick) event).number() < limit;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a number was expected, was '" + text + "'", e);
            }
        }
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private SubscriptionView view() {
        return bus.subscriptions().get(0);
    }

    @Test
    void anEventHasToPassEveryFilterOfTheChain() {
        // given
        bus.strategies().addLanguage(new Below(), 0);
        bus.strategies().addFilter("odd", event -> ((Tick) event).number() % 2 == 1, 0);
        bus.subscribe(
                "a", recorder, sync().filterName("odd").filterName("below:6").build());

        // when
        for (int i = 0; i < 10; i++) {
            bus.publish(Tick.of("a", i));
        }

        // then
        assertThat(recorder.numbers).containsExactly(1, 3, 5);
        assertThat(view().filtered()).isEqualTo(7);
    }

    @Test
    void aSubscriptionWhoseFilterLanguageIsMissingHoldsUntilItComes() {
        // given
        FilterLanguage below = new Below();
        bus.subscribe("a", recorder, async().filterName("below:2").build());
        bus.publish(Tick.of("a", 1));
        test.async.runAll();
        SubscriptionView before = view();

        // when
        bus.strategies().addLanguage(below, 0);
        test.async.runAll();

        // then
        assertThat(before.state()).isEqualTo(State.HOLDING);
        assertThat(before.reason()).isEqualTo("filter 'below:2' is missing");
        assertThat(recorder.numbers).containsExactly(1);
        bus.strategies().removeLanguage(below);
        assertThat(view().state()).isEqualTo(State.HOLDING);
    }

    @Test
    void aMalformedFilterIsRefusedOrHoldsIfItsLanguageComesLate() {
        // given
        bus.subscribe("a", recorder, async().filterName("below:x").build());

        // when
        bus.strategies().addLanguage(new Below(), 0);

        // then
        assertThat(view().reason()).isEqualTo("filter 'below:x' is malformed: a number was expected, was 'x'");
        assertThatThrownBy(() -> bus.subscribe(
                        "a", recorder, async().filterName("below:y").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number was expected, was 'y'");
    }

    @Test
    void anEventWhoseIdWasHandledIsDroppedAndCounted() {
        // given
        List<String> handled = new ArrayList<>();
        bus.subscribe(
                "a",
                event -> handled.add(event.eventId()),
                sync().deduplicationWindow(2).build());

        // when
        for (String id : List.of("x", "x", "y", "", "", "z", "x")) {
            bus.publish(new Named(id));
        }

        // then
        assertThat(handled).as("x is out of the window at last").containsExactly("x", "y", "", "", "z", "x");
        assertThat(bus.stats().dropped()).containsEntry("DUPLICATE", 1L);
    }

    @Test
    void anEventWhoseHandlingFailedIsNoDuplicateOfItself() {
        // given
        List<String> tries = new ArrayList<>();
        bus.subscribe(
                "a",
                event -> {
                    tries.add(event.eventId());
                    if (tries.size() == 1) {
                        throw new IllegalStateException("once");
                    }
                },
                async().deduplicationWindow(10)
                        .retryPolicy(failure -> Optional.of(Duration.ofMillis(1)))
                        .build());

        // when
        bus.publish(new Named("x"));
        bus.publish(new Named("x"));
        test.async.runAll();
        test.clock.advanceMillis(1);
        test.async.runAll();

        // then
        assertThat(tries).containsExactly("x", "x");
        assertThat(view().delivered()).isEqualTo(1);
        assertThat(bus.stats().dropped()).containsEntry("DUPLICATE", 1L);
    }

    @Test
    void aFailingKeyHoldsUpNoOtherKeyAndIsSeen() {
        // given
        RetryPolicy later = failure -> Optional.of(Duration.ofMillis(10));
        List<Integer> handled = new ArrayList<>();
        bus.subscribe(
                "a",
                event -> {
                    int number = ((Tick) event).number();
                    if (number == 0 && test.clock.nanos() == 0) {
                        throw new IllegalStateException("poison");
                    }
                    handled.add(number);
                },
                async().ordering(Ordering.KEY).parallelism(1).retryPolicy(later).build());
        bus.publish(new Tick("a", 0, "x"));
        bus.publish(new Tick("a", 1, "y"));
        bus.publish(new Tick("a", 2, "x"));

        // when
        test.async.runAll();
        List<Integer> before = List.copyOf(handled);
        List<PendingRetry> waiting = view().retries();
        test.clock.advanceMillis(10);
        test.async.runAll();

        // then
        assertThat(before).containsExactly(1);
        assertThat(waiting)
                .containsExactly(new PendingRetry(
                        "a", "x", 1, Instant.ofEpochMilli(10), "java.lang.IllegalStateException: poison"));
        assertThat(handled).containsExactly(1, 0, 2);
    }

    @Test
    void aPolicyThatHoldsTheSubscriptionStopsItUntilTheNextTryAndIsToldOfTheSuccess() {
        // given
        List<String> told = new ArrayList<>();
        RetryPolicy breaker = new RetryPolicy() {
            @Override
            public Optional<Duration> nextDelay(FailedAttempt failure) {
                return Optional.of(Duration.ofMillis(20));
            }

            @Override
            public boolean holdsSubscription(FailedAttempt failure) {
                return true;
            }

            @Override
            public void succeeded(String subscription) {
                told.add(subscription);
            }
        };
        List<Integer> handled = new ArrayList<>();
        bus.subscribe(
                "a",
                event -> {
                    if (test.clock.nanos() == 0) {
                        throw new IllegalStateException("down");
                    }
                    handled.add(((Tick) event).number());
                },
                async().name("s")
                        .ordering(Ordering.NONE)
                        .parallelism(1)
                        .retryPolicy(breaker)
                        .build());
        bus.publish(Tick.of("a", 0));
        bus.publish(Tick.of("a", 1));

        // when
        test.async.runAll();
        SubscriptionView held = view();
        test.clock.advanceMillis(20);
        test.async.runAll();

        // then
        assertThat(held.state()).isEqualTo(State.HOLDING);
        assertThat(held.failed()).as("the second event was not tried").isEqualTo(1);
        assertThat(handled).containsExactlyInAnyOrder(0, 1);
        assertThat(told).containsExactly("s");
    }
}
