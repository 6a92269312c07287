package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    /** Hangs at its first event until it is let go; deaf to interrupts if told so. */
    private static final class Hanging implements EnhancedEventHandler {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final AtomicInteger handled = new AtomicInteger();
        final boolean deaf;

        Hanging(boolean deaf) {
            this.deaf = deaf;
        }

        @Override
        public void handle(DomainEvent event) throws InterruptedException {
            entered.countDown();
            while (letGo.getCount() > 0) {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    if (!deaf) {
                        throw e;
                    }
                }
            }
            handled.incrementAndGet();
        }
    }

    private SubscriptionView view() {
        return bus.subscriptions().get(0);
    }

    @Test
    void aCallOverItsBudgetPutsTheSubscriptionInQuarantineAndItsReturnReleasesIt() throws Exception {
        // given
        Hanging hanging = new Hanging(true);
        bus.subscribe("a", hanging, async().timeBudget(Duration.ofSeconds(1)).build());
        bus.publish(Tick.of("a", 1));
        bus.publish(Tick.of("a", 2));
        Thread worker = new Thread(test.async::runAll, "worker");
        worker.start();
        hanging.entered.await();

        // when
        test.clock.advanceMillis(900);
        assertThat(view().state()).isEqualTo(State.ACTIVE);
        test.clock.advanceMillis(300);

        // then
        assertThat(view().state()).isEqualTo(State.QUARANTINED);
        assertThat(test.async.overruns).isEqualTo(1);
        assertThat(view().queued()).isEqualTo(2);
        hanging.letGo.countDown();
        worker.join();
        assertThat(test.async.recoveries).isEqualTo(1);
        assertThat(view().state()).isEqualTo(State.QUARANTINED);
        test.clock.advanceMillis(1_000);
        assertThat(view().state()).isEqualTo(State.ACTIVE);
        test.async.runAll();
        assertThat(hanging.handled).hasValue(2);
    }

    @Test
    void theOverrunCallIsInterruptedAndTheInterruptDoesNotOutliveIt() throws Exception {
        // given
        Hanging hanging = new Hanging(false);
        Recorder good = new Recorder();
        bus.subscribe("a", hanging, sync().retryPolicy(RetryPolicy.NONE).build());
        bus.subscribe("a", good, sync().build());
        AtomicInteger interrupts = new AtomicInteger();
        Thread publisher = new Thread(() -> {
            bus.publish(Tick.of("a", 1));
            interrupts.set(Thread.currentThread().isInterrupted() ? 1 : 0);
        });
        publisher.start();
        hanging.entered.await();

        // when
        test.clock.advanceMillis(6_000);
        publisher.join();

        // then
        assertThat(good.numbers).containsExactly(1);
        assertThat(interrupts).hasValue(0);
        assertThat(bus.list().get(0).cause()).contains("InterruptedException");
    }

    @Test
    void aQuarantinedSyncSubscriptionHoldsUpNoPublisherAndKeepsItsEvents() throws Exception {
        // given
        Hanging hanging = new Hanging(true);
        bus.subscribe("a", hanging, sync().build());
        Thread publisher = new Thread(() -> bus.publish(Tick.of("a", 1)));
        publisher.start();
        hanging.entered.await();
        test.clock.advanceMillis(6_000);

        // when
        for (int i = 2; i <= 10; i++) {
            assertThat(bus.publish(Tick.of("a", i)).complete()).isTrue();
        }

        // then
        assertThat(hanging.handled).hasValue(0);
        hanging.letGo.countDown();
        publisher.join();
        test.clock.advanceMillis(1_100);
        Await.until("the backlog is handled", () -> hanging.handled.get() == 10 && view().queued() == 0);
    }

    @Test
    void aHostThatStoodStillPutsNobodyInQuarantine() throws Exception {
        // given
        Hanging slow = new Hanging(true);
        bus.subscribe("a", slow, sync().build());
        Thread publisher = new Thread(() -> bus.publish(Tick.of("a", 1)));
        publisher.start();
        slow.entered.await();
        Watchdog watchdog = new Watchdog(bus.parts().slots(), id -> null, 0);
        watchdog.look(20_000_000, true);
        watchdog.look(40_000_000, true);

        // when
        watchdog.look(60_000_000_000L, true);
        watchdog.look(60_020_000_000L, true);

        // then
        assertThat(view().state()).isEqualTo(State.ACTIVE);
        slow.letGo.countDown();
        publisher.join();
    }

    @Test
    void aReplyThatIsOverdueQuarantinesTooAndHoldsUpNoThread() {
        // given
        List<CompletableFuture<Void>> replies = new ArrayList<>();
        bus.subscribe(
                "a",
                new EnhancedEventHandler() {
                    @Override
                    public void handle(DomainEvent event) {
                        throw new AssertionError("handleAsync is to be called");
                    }

                    @Override
                    public CompletionStage<Void> handleAsync(DomainEvent event) {
                        replies.add(new CompletableFuture<>());
                        return replies.get(replies.size() - 1);
                    }

                    @Override
                    public boolean supportsAsync() {
                        return true;
                    }
                },
                async().build());
        bus.publish(Tick.of("a", 1));
        bus.publish(Tick.of("a", 2));

        // when
        test.async.runAll();
        test.clock.advanceMillis(5_001);

        // then
        assertThat(replies).hasSize(1);
        assertThat(view().state()).isEqualTo(State.QUARANTINED);
        replies.get(0).complete(null);
        test.clock.advanceMillis(1_001);
        test.async.runAll();
        assertThat(replies).hasSize(2);
        replies.get(1).complete(null);
        test.async.runAll();
        assertThat(bus.stats().delivered()).isEqualTo(2);
    }

    @Test
    void eachOverrunInARowDoublesTheWait() {
        // given
        Quarantine quarantine = new Quarantine();

        // when
        quarantine.enter(0);
        long first = quarantine.callEnded(100, 1_000);
        boolean released = quarantine.release(first);
        quarantine.enter(first + 50);
        long second = quarantine.callEnded(100, 1_000);
        quarantine.release(first + 50 + second);
        quarantine.enter(1_000_000);
        long afterLongHealth = quarantine.callEnded(100, 1_000);

        // then
        assertThat(first).isEqualTo(100);
        assertThat(released).isTrue();
        assertThat(second).isEqualTo(200);
        assertThat(afterLongHealth).isEqualTo(100);
    }
}
