package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedriveTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private static EnhancedEventHandler sick() {
        return event -> {
            throw new IllegalStateException("sick");
        };
    }

    private static SubscriptionOptions.Builder options() {
        return async().name("sick").retryPolicy(RetryPolicy.NONE);
    }

    private void park(int last) {
        for (int number = 1; number <= last; number++) {
            bus.publish(Tick.of("a", number));
        }
        test.async.runAll();
        assertThat(bus.list()).hasSize(last);
    }

    @Test
    void thoseThatFindNoRoomStayInTheirOrder() {
        // given
        List<Integer> handled = new ArrayList<>();
        boolean[] cured = {false};
        EnhancedEventHandler handler = event -> {
            if (!cured[0]) {
                throw new IllegalStateException("sick");
            }
            handled.add(((Tick) event).number());
        };
        bus.subscribe("a", handler, options().queueCapacity(2).build());
        park(2);
        cured[0] = true;
        bus.publish(Tick.of("a", 3));
        bus.publish(Tick.of("a", 4));

        // when
        int first = bus.redrive(letter -> true);
        test.async.runAll();
        int second = bus.redrive(letter -> true);
        test.async.runAll();

        // then
        assertThat(List.of(first, second)).containsExactly(0, 2);
        assertThat(handled).containsExactly(3, 4, 1, 2);
    }

    @Test
    void thoseOfANamedSubscriptionThatHasEndedGoToItsSuccessor() {
        // given
        EventSubscriptionId id = bus.subscribe("a", sick(), options().build());
        park(3);
        bus.unsubscribe(id);
        assertThat(bus.redrive(letter -> true)).isZero();

        // when
        Recorder successor = new Recorder();
        bus.subscribe("a", successor, options().build());
        int redriven = bus.redrive(letter -> true);
        test.async.runAll();

        // then
        assertThat(redriven).isEqualTo(3);
        assertThat(successor.numbers).containsExactly(1, 2, 3);
        assertThat(bus.stats().parked()).isZero();
        assertThat(bus.stats().offered()).isEqualTo(3);
    }

    @Test
    void thoseOfAnEndedSubscriptionDoNotGoToOneThatDoesNotWantTheirType() {
        // given
        EventSubscriptionId id = bus.subscribe("a", sick(), options().build());
        park(1);
        bus.unsubscribe(id);

        // when
        bus.subscribe("b", new Recorder(), options().build());

        // then
        assertThat(bus.redrive(letter -> true)).isZero();
        assertThat(bus.list()).hasSize(1);
    }

    @Test
    void theBooksOfASubscriptionThatEndedLongAgoStillFollowItsDeadLetters() {
        // given
        bus.unsubscribe(subscribeAndPark(2));
        test.clock.advanceMillis(10_000);

        // when
        bus.discard(letter -> letter.id() == 1);

        // then
        assertThat(bus.stats().parked()).isEqualTo(1);
        assertThat(bus.stats().dropped()).containsEntry("DISCARDED", 1L);
    }

    private EventSubscriptionId subscribeAndPark(int last) {
        EventSubscriptionId id = bus.subscribe("a", sick(), options().build());
        park(last);
        return id;
    }

    @Test
    void aDeadLetterDoesNotKeepTheHandlerOfItsEndedSubscription() {
        // given
        EnhancedEventHandler[] handler = {
            new EnhancedEventHandler() {
                @Override
                public void handle(DomainEvent event) {
                    throw new IllegalStateException("sick");
                }
            }
        };
        WeakReference<EnhancedEventHandler> kept = new WeakReference<>(handler[0]);
        EventSubscriptionId id = bus.subscribe("a", handler[0], options().build());
        handler[0] = null;
        park(1);

        // when
        bus.unsubscribe(id);

        // then
        for (int i = 0; i < 100 && kept.get() != null; i++) {
            System.gc();
        }
        assertThat(kept.get()).isNull();
        assertThat(bus.list()).hasSize(1);
    }
}
