package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.NoReplyException;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.RetryPolicy;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Tick PONG = Tick.of("pong", 1);

    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private CompletableFuture<DomainEvent> ask() {
        return bus.request(Tick.of("ping", 1), PublishOptions.DEFAULT, LIMIT).toCompletableFuture();
    }

    private static void assertNoReply(CompletableFuture<DomainEvent> stage, String text) {
        assertThatThrownBy(() -> stage.orTimeout(20, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(NoReplyException.class)
                .hasMessage(text);
    }

    @Test
    void aSyncHandlersAnswerIsThereWhenRequestReturns() {
        // given
        bus.subscribe("ping", new Answering(PONG), sync().build());

        // when
        CompletableFuture<DomainEvent> stage = ask();

        // then
        assertThat(stage).isCompletedWithValue(PONG);
    }

    @Test
    void theFirstAnswerCountsAndLaterOnesAreToldSo() {
        // given
        Answering first = new Answering(PONG);
        Answering second = new Answering(Tick.of("pong", 2));
        bus.subscribe("ping", first, async().build());
        bus.subscribe("ping", second, async().build());

        // when
        CompletableFuture<DomainEvent> stage = ask();
        assertThat(stage).isNotDone();
        test.async.runAll();

        // then
        assertThat(stage).isCompletedWithValue(PONG);
        assertThat(first.counted).containsExactly(true);
        assertThat(second.counted).containsExactly(false);
        assertThat(first.last.reply(PONG)).isFalse();
    }

    @Test
    void anAnsweredRequestLeavesNothingInTheClock() {
        // given
        bus.subscribe("ping", new Answering(PONG), sync().build());
        int before = test.clock.waiting();

        // when
        for (int i = 0; i < 1_000; i++) {
            ask();
        }

        // then
        assertThat(test.clock.waiting()).isEqualTo(before);
    }

    @Test
    void thatNobodyAnsweredIsToldWhenTheLastDeliveryHasEnded() {
        // given
        bus.subscribe("ping", new Recorder(), sync().build());
        bus.subscribe("ping", new Recorder(), async().filter(event -> false).build());

        // when
        CompletableFuture<DomainEvent> stage = ask();
        assertThat(stage).isNotDone();
        test.async.runAll();

        // then
        assertNoReply(stage, "no handler of ping answered (2 deliveries ended)");
    }

    @Test
    void aRefusalIsNoDelivery() {
        // given
        bus.subscribe(
                "ping",
                new Recorder(),
                async().queueCapacity(1).overflow(OverflowPolicy.REJECT).build());
        bus.publish(Tick.of("ping", 0));
        bus.publish(Tick.of("ping", 0));

        // when
        CompletableFuture<DomainEvent> stage = ask();

        // then
        assertNoReply(stage, "no handler of ping answered (0 deliveries ended, 1 refused)");
    }

    @Test
    void withoutASubscriberThereIsNothingToWaitFor() {
        assertNoReply(ask(), "nobody is subscribed to ping");
    }

    @Test
    void aDeliveryThatIsTriedAgainHasNotEnded() {
        // given
        Answering answering = new Answering(PONG, 2);
        bus.subscribe(
                "ping",
                answering,
                async().retryPolicy(f -> Optional.of(Duration.ofMillis(10))).build());
        CompletableFuture<DomainEvent> stage = ask();

        // when
        test.async.runAll();
        test.clock.advanceMillis(10);
        test.async.runAll();
        assertThat(stage).isNotDone();
        test.clock.advanceMillis(10);
        test.async.runAll();

        // then
        assertThat(stage).isCompletedWithValue(PONG);
    }

    @Test
    void aSyncFailureThatIsRetriedBehindThePublisherMayStillAnswer() {
        // given
        bus.subscribe(
                "ping",
                new Answering(PONG, 1),
                sync().retryPolicy(f -> Optional.of(Duration.ofMillis(10))).build());

        // when
        CompletableFuture<DomainEvent> stage = ask();
        assertThat(stage).isNotDone();
        test.clock.advanceMillis(20);

        // then
        assertThat(stage.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(PONG);
        Await.until("it is counted", () -> bus.stats().queued() == 0);
    }

    @Test
    void aParkedDeliveryHasEndedAndItsRedriveAnswersNobody() {
        // given
        Answering answering = new Answering(PONG, 1);
        bus.subscribe("ping", answering, async().retryPolicy(RetryPolicy.NONE).build());
        CompletableFuture<DomainEvent> stage = ask();

        // when
        test.async.runAll();
        bus.redrive(letter -> true);
        test.async.runAll();

        // then
        assertNoReply(stage, "no handler of ping answered (1 delivery ended)");
        assertThat(answering.counted).containsExactly(false);
    }

    @Test
    void theLimitNamesTypeAndTimeAndLaterAnswersDoNotCount() {
        // given
        Answering late = new Answering(PONG);
        bus.subscribe("ping", late, async().build());
        CompletableFuture<DomainEvent> stage = ask();

        // when
        test.clock.advanceMillis(LIMIT.toMillis());

        // then
        assertNoReply(stage, "ping was not answered within 600000 ms");
        test.async.runAll();
        assertThat(late.counted).containsExactly(false);
    }

    @Test
    void anAnswerMayComeFromAnotherThreadWhileTheEventIsStillBeingHandledElsewhere() throws InterruptedException {
        // given
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<DeliveryContext> kept = new CompletableFuture<>();
        bus.subscribe("ping", new Recorder(), async().build());
        bus.subscribe(
                "ping",
                (io.signalbox.api.ContextAwareHandler) (event, context) -> {
                    calls.incrementAndGet();
                    kept.complete(context);
                },
                sync().build());
        CompletableFuture<DomainEvent> stage = ask();

        // when
        Thread other = new Thread(() -> kept.join().reply(PONG));
        other.start();
        other.join();

        // then
        assertThat(stage).isCompletedWithValue(PONG);
        test.async.runAll();
    }

    @Test
    void headersAndLaneGoAlong() {
        // given
        Answering answering = new Answering(PONG);
        bus.subscribe("ping", answering, sync().build());

        // when
        bus.request(Tick.of("ping", 1), PublishOptions.DEFAULT.withHeaders(Map.of("colour", "blue")), LIMIT);

        // then
        assertThat(answering.last.headers()).isEqualTo(Map.of("colour", "blue"));
    }

    @Test
    void whatIsUnsubscribedOrDroppedHasEnded() {
        // given
        var id = bus.subscribe("ping", new Recorder(), async().build());
        CompletableFuture<DomainEvent> stage = ask();

        // when
        bus.unsubscribe(id);

        // then
        assertNoReply(stage, "no handler of ping answered (1 delivery ended)");
    }

    @Test
    void aStoppedBusFailsTheStageAndAClosedOneLeavesNobodyWaiting() {
        // given
        bus.subscribe("ping", new Recorder(), async().build());
        CompletableFuture<DomainEvent> waiting = ask();

        // when
        bus.stop();

        // then
        assertNoReply(waiting, "no handler of ping answered (1 delivery ended)");
        assertThatThrownBy(() -> ask().join()).hasCauseInstanceOf(BusStoppedException.class);
    }

    @Test
    void aLimitThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> bus.request(Tick.of("ping", 1), PublishOptions.DEFAULT, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit must be positive, was PT0S");
    }

    @Test
    void theLongestLimitIsNoProblem() {
        // given
        bus.subscribe("ping", new Answering(PONG), sync().build());

        // when
        var stage = bus.request(Tick.of("ping", 1), PublishOptions.DEFAULT, Duration.ofSeconds(Long.MAX_VALUE));

        // then
        assertThat(stage.toCompletableFuture()).isCompletedWithValue(PONG);
    }
}
