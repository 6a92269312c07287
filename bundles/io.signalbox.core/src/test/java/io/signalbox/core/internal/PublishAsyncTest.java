package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.Receipt;
import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.RetryPolicy;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the stage of {@code publishAsync} completes. */
class PublishAsyncTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private CompletableFuture<Receipt> publish(int number) {
        return bus.publishAsync(Tick.of("a", number)).toCompletableFuture();
    }

    @Test
    void withoutSubscribersItIsCompleteAtOnce() {
        assertThat(publish(1)).isCompletedWithValue(Receipt.NO_SUBSCRIBERS);
    }

    @Test
    void aSyncFailureThatIsRetriedLaterIsWaitedFor() {
        // given
        AtomicInteger failures = new AtomicInteger(1);
        bus.subscribe(
                "a",
                event -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                },
                sync().name("x")
                        .retryPolicy(f -> Optional.of(Duration.ofMillis(10)))
                        .build());

        // when
        CompletableFuture<Receipt> stage = publish(1);
        assertThat(stage).isNotDone();
        test.clock.advanceMillis(20);

        // then
        assertThat(stage.orTimeout(20, TimeUnit.SECONDS).join().failed()).containsExactly("x");
        Await.until("it is counted", () -> bus.stats().queued() == 0);
    }

    @Test
    void aSyncFailureThatIsParkedHasEnded() {
        // given
        bus.subscribe(
                "a",
                event -> {
                    throw new IllegalStateException("no");
                },
                sync().name("x").retryPolicy(RetryPolicy.NONE).build());

        // then
        assertThat(publish(1))
                .isCompletedWithValueMatching(receipt -> receipt.failed().equals(java.util.List.of("x")));
    }

    @Test
    void whatIsRefusedOrFilteredHasEnded() {
        // given
        bus.subscribe(
                "a",
                new Recorder(),
                async().name("full")
                        .queueCapacity(1)
                        .overflow(OverflowPolicy.REJECT)
                        .build());
        bus.subscribe(
                "a",
                new Recorder(),
                async().name("picky").filter(event -> false).build());
        publish(1);
        publish(2);
        CompletableFuture<Receipt> stage = publish(3);

        // when
        assertThat(stage).isNotDone();
        test.async.runAll();

        // then
        assertThat(stage.join().refused()).containsExactly(new Refusal("full", RefusalReason.FULL));
        assertThat(stage.join().accepted()).containsExactly("picky");
    }

    @Test
    void whatIsDroppedForANewerOneHasEnded() {
        // given
        bus.subscribe(
                "a",
                new Recorder(),
                async().queueCapacity(1).overflow(OverflowPolicy.DROP_OLDEST).build());
        CompletableFuture<Receipt> oldest = publish(1);

        // when
        publish(2);
        publish(3);

        // then
        assertThat(oldest).isDone();
        test.async.runAll();
    }

    @Test
    void whatIsUnsubscribedHasEnded() {
        // given
        var id = bus.subscribe("a", new Recorder(), async().build());
        CompletableFuture<Receipt> stage = publish(1);

        // when
        bus.unsubscribe(id);

        // then
        assertThat(stage).isDone().isNotCompletedExceptionally();
    }

    @Test
    void whatADrainGivesUpHasEndedAndAStoppedBusFailsTheStage() {
        // given
        bus.subscribe("a", new Recorder(), async().build());
        CompletableFuture<Receipt> stage = publish(1);

        // when
        bus.stop();

        // then
        assertThat(stage).isDone().isNotCompletedExceptionally();
        assertThatThrownBy(() -> publish(2).join()).hasCauseInstanceOf(BusStoppedException.class);
    }
}
