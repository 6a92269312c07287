package io.signalbox.core.internal;

import static io.signalbox.api.EventHeaders.CAUSATION_ID;
import static io.signalbox.api.EventHeaders.CORRELATION_ID;
import static io.signalbox.api.EventHeaders.TRACEPARENT;
import static io.signalbox.api.EventHeaders.TRACESTATE;
import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventPriority;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarriedContextTest {
    private static final Map<String, String> TRACE = Map.of(
            TRACEPARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", TRACESTATE, "congo=t61rcWkgMzE");

    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final Headers headers = new Headers();

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void whatAHandlerPublishesCarriesTheIdOfWhatItHandles() {
        // given
        bus.subscribe("cause", event -> bus.publish(Told.of("effect", "e1")), sync().build());
        bus.subscribe("effect", headers, sync().build());

        // when
        bus.publish(Told.of("cause", "c1"));

        // then
        assertThat(headers.seen).containsExactly(Map.of(CORRELATION_ID, "c1", CAUSATION_ID, "c1"));
    }

    @Test
    void theCorrelationGoesOnThroughEveryStepAndTheCausationNamesTheLast() {
        // given
        EventPublisher handle = bus.publisher("second");
        bus.subscribe("first", event -> handle.publish(Told.of("second", "2")), sync().build());
        bus.subscribe("second", event -> bus.publishAsync(Told.of("third", "3")), sync().build());
        bus.subscribe("third", headers, sync().build());
        bus.subscribe("third", headers, async().build());

        // when
        bus.publish(Told.of("first", "1"), PublishOptions.DEFAULT.withHeaders(TRACE));
        test.async.runAll();

        // then
        Map<String, String> expected = Map.of(
                CORRELATION_ID,
                "1",
                CAUSATION_ID,
                "2",
                TRACEPARENT,
                TRACE.get(TRACEPARENT),
                TRACESTATE,
                TRACE.get(TRACESTATE));
        assertThat(headers.seen).containsExactly(expected, expected);
    }

    @Test
    void thePublishersOwnHeadersStay() {
        // given
        Map<String, String> own = Map.of(CORRELATION_ID, "mine", TRACEPARENT, "my trace", "colour", "blue");
        bus.subscribe(
                "cause",
                event -> bus.publish(Told.of("effect", ""), PublishOptions.DEFAULT.withHeaders(own)),
                sync().build());
        bus.subscribe("effect", headers, sync().build());

        // when
        bus.publish(Told.of("cause", "c1"), PublishOptions.DEFAULT.withHeaders(TRACE));

        // then another's tracestate does not come to a trace of one's own
        assertThat(headers.seen)
                .containsExactly(
                        Map.of(CORRELATION_ID, "mine", CAUSATION_ID, "c1", TRACEPARENT, "my trace", "colour", "blue"));
    }

    @Test
    void nothingIsCarriedOnceTheCallHasEndedOrToAnotherThread() throws InterruptedException {
        // given
        bus.subscribe(
                "cause",
                event -> {
                    Thread other = new Thread(() -> bus.publish(Told.of("effect", "e")));
                    other.start();
                    other.join();
                    bus.publish(Told.of("nested", "n"));
                    throw new IllegalStateException("even if it fails");
                },
                sync().retryPolicy(RetryPolicy.NONE).build());
        bus.subscribe("nested", event -> {}, sync().build());
        bus.subscribe("effect", headers, sync().build());

        // when
        bus.publish(Told.of("cause", "c1"));
        bus.publish(Told.of("effect", "e"));
        bus.publish(Tick.of("effect", 1));

        // then
        assertThat(headers.seen).containsExactly(Map.of(), Map.of(), Map.of());
    }

    @Test
    void aNestedEventWithoutAnIdHidesTheOuterOneAndItComesBackAfterIt() {
        // given
        bus.subscribe(
                "outer",
                event -> {
                    bus.publish(Tick.of("inner", 1), PublishOptions.DEFAULT);
                    bus.publish(Tick.of("effect", 1));
                },
                sync().build());
        bus.subscribe("inner", event -> bus.publish(Tick.of("effect", 2)), sync().build());
        bus.subscribe("effect", headers, sync().build());

        // when
        bus.publish(Told.of("outer", "o"));

        // then the inner one took the correlation over, and has no id to be a cause
        assertThat(headers.seen)
                .containsExactly(Map.of(CORRELATION_ID, "o"), Map.of(CORRELATION_ID, "o", CAUSATION_ID, "o"));
    }

    @Test
    void aPlainEventStaysBareInsideAHandlerOfAnEventThatHasNothingToHandOn() {
        ThreadSlot slot = new ThreadSlot(0, Thread.currentThread());

        Object outer = slot.beginItem(Told.of("a", "1"));
        Object inner = slot.beginItem(Tick.of("b", 1));

        assertThat(outer).isNull();
        assertThat(slot.delivering()).isNull();
        slot.endItem(inner);
        assertThat(slot.delivering()).isEqualTo(Told.of("a", "1"));
        slot.endItem(outer);
        assertThat(slot.delivering()).isNull();
    }

    @Test
    void retriesKeepTheHeaders() {
        // given
        Headers headers = new Headers(1);
        bus.subscribe(
                "a",
                headers,
                async().retryPolicy(f -> Optional.of(Duration.ofMillis(5))).build());

        // when
        bus.publish(Told.of("a", "1"), PublishOptions.DEFAULT.withHeaders(TRACE));
        test.async.runAll();
        test.clock.advanceMillis(5);
        test.async.runAll();

        // then
        assertThat(headers.seen).containsExactly(TRACE);
    }

    @Test
    void aFailureOnThePublishersThreadKeepsTheHeadersThroughItsRetryAndItsRedrive() {
        // given
        Headers headers = new Headers(2);
        bus.subscribe(
                "a",
                headers,
                sync().retryPolicy(f -> f.attempt() < 2 ? Optional.of(Duration.ZERO) : Optional.empty())
                        .build());

        // when
        bus.publish(Told.of("a", "1"), PublishOptions.DEFAULT.withHeaders(TRACE));
        test.clock.advanceMillis(1);
        Await.until("it is parked", () -> bus.list().size() == 1);

        // then
        assertThat(bus.list().get(0).headers()).isEqualTo(TRACE);
        assertThat(bus.redrive(letter -> true)).isEqualTo(1);
        test.clock.advanceMillis(1);
        Await.until("it is handled", () -> headers.seen.size() == 1);
        assertThat(headers.seen).containsExactly(TRACE);
        Await.until("it is counted", () -> bus.stats().queued() == 0);
    }

    @Test
    void theLaneIsThePublishersElseTheEventsElseNormal() {
        Told low = new Told("a", "", 1, true, EventPriority.LOW);

        assertThat(Envelope.lane(low)).isEqualTo(EventPriority.LOW);
        assertThat(Envelope.lane(Envelope.of(low, Map.of(), EventPriority.HIGH, null)))
                .isEqualTo(EventPriority.HIGH);
        assertThat(Envelope.lane(Envelope.of(low, TRACE, null, null))).isEqualTo(EventPriority.LOW);
        assertThat(Envelope.lane(
                        Envelope.afterFailure(Envelope.of(low, TRACE, EventPriority.HIGH, null), new Failures())))
                .isEqualTo(EventPriority.HIGH);
        assertThat(Envelope.lane(new Told("a", "", 1, true, null))).isEqualTo(EventPriority.NORMAL);
    }
}
