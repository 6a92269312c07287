package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that go on without a thread. */
class HandleAsyncTest {
    private static final SubscriptionOptions ONCE =
            async().retryPolicy(RetryPolicy.NONE).build();

    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final Promising promising = new Promising();

    /** Hands out the stages that the test made, and notes what it was given. */
    private static final class Promising implements EnhancedEventHandler {
        final Queue<CompletionStage<Void>> stages = new ArrayDeque<>();
        final List<Integer> given = new ArrayList<>();

        CompletableFuture<Void> next() {
            CompletableFuture<Void> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage;
        }

        @Override
        public boolean supportsAsync() {
            return true;
        }

        @Override
        public void handle(DomainEvent event) {
            throw new AssertionError("handleAsync is to be called");
        }

        @Override
        public CompletionStage<Void> handleAsync(DomainEvent event) {
            given.add(((Tick) event).number());
            return stages.poll();
        }
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void theNextEventWaitsUntilTheStageIsCompletedByWhateverThread() throws InterruptedException {
        // given
        CompletableFuture<Void> first = promising.next();
        promising.next().complete(null);
        bus.subscribe("a", promising, ONCE);
        var published = bus.publishAsync(Tick.of("a", 1)).toCompletableFuture();
        bus.publish(Tick.of("a", 2));
        test.async.runAll();
        assertThat(promising.given).containsExactly(1);
        assertThat(published).isNotDone();

        // when
        Thread other = new Thread(() -> first.complete(null));
        other.start();
        other.join();
        test.async.runAll();

        // then
        assertThat(promising.given).containsExactly(1, 2);
        assertThat(published.orTimeout(20, TimeUnit.SECONDS)).isCompleted();
        assertThat(bus.stats().delivered()).isEqualTo(2);
    }

    @Test
    void anExceptionalStageIsAFailureThatIsTriedAgain() {
        // given
        CompletableFuture<Void> first = promising.next();
        promising.next().complete(null);
        bus.subscribe(
                "a",
                promising,
                async().retryPolicy(f -> Optional.of(Duration.ofMillis(10))).build());
        var published = bus.publishAsync(Tick.of("a", 1)).toCompletableFuture();
        test.async.runAll();

        // when
        first.completeExceptionally(new IllegalStateException("no"));
        test.async.runAll();
        assertThat(published).isNotDone();
        test.clock.advanceMillis(10);
        test.async.runAll();

        // then
        assertThat(promising.given).containsExactly(1, 1);
        assertThat(published).isCompleted();
        assertThat(bus.stats().failed()).isEqualTo(1);
        assertThat(bus.stats().retried()).isEqualTo(1);
    }

    @Test
    void aCancelledStageIsAFailure() {
        // given
        CompletableFuture<Void> stage = promising.next();
        bus.subscribe("a", promising, ONCE);
        bus.publish(Tick.of("a", 1));
        test.async.runAll();

        // when
        stage.cancel(true);
        test.async.runAll();

        // then
        assertThat(bus.list()).hasSize(1);
        assertThat(bus.list().get(0).cause()).contains("CancellationException");
    }

    @Test
    void noStageAtAllIsAFailure() {
        // given
        bus.subscribe("a", promising, ONCE);

        // when
        bus.publish(Tick.of("a", 1));
        test.async.runAll();

        // then
        assertThat(bus.list().get(0).cause()).contains("handleAsync returned null");
    }
}
