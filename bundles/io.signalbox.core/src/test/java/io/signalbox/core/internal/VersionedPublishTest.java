package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionedPublishTest {
    private static final Told OLD = Told.of("vm.x", "1");

    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final Versions inline = new Versions();
    private final Versions queued = new Versions();

    /** Writes down the versions it is given. */
    private static final class Versions implements EnhancedEventHandler {
        final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void handle(DomainEvent event) {
            seen.add(event.version());
        }
    }

    private void subscribeBoth() {
        bus.subscribe("vm.x", inline, sync().name("inline").build());
        bus.subscribe("vm.*", queued, async().name("queued").build());
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void anOldEventIsLiftedBeforeAnySubscriptionSeesItAndOthersAreLeftAlone() {
        // given
        subscribeBoth();
        EventPublisher handle = bus.publisher("vm.x");
        handle.publish(OLD);
        bus.addMigrator(Lifter.of("vm.x", 1), 0);
        bus.addMigrator(Lifter.of("vm.x", 2), 0);

        // when
        handle.publish(OLD);
        Receipt receipt = bus.publish(OLD.inVersion(2));
        bus.publish(OLD.inVersion(3));
        bus.publish(OLD.frozen());
        bus.publish(Told.of("vm.y", "1"));
        test.async.runAll();

        // then
        assertThat(inline.seen).containsExactly(1, 3, 3, 3, 1);
        assertThat(queued.seen).containsExactly(1, 3, 3, 3, 1, 1);
        assertThat(receipt.accepted()).containsExactly("inline", "queued");
        assertThat(receipt.failed()).isEmpty();
    }

    @Test
    void whatAnEventCarriesStaysWhenItIsLifted() {
        // given
        Headers headers = new Headers();
        bus.subscribe("vm.x", headers, sync().build());
        bus.addMigrator(Lifter.of("vm.x", 1), 0);

        // when
        var stage = bus.publishAsync(OLD).toCompletableFuture();
        bus.publish(OLD, PublishOptions.DEFAULT.withHeaders(Map.of("colour", "blue")));

        // then
        assertThat(stage).isCompleted();
        assertThat(headers.seen).containsExactly(Map.of(), Map.of("colour", "blue"));
    }

    @Test
    void whatCannotBeLiftedIsParkedForEachByNameAndRedrivenWhenTheStepHasCome() {
        // given
        subscribeBoth();
        bus.addMigrator(Lifter.of("vm.x", 2), 0);

        // when
        Receipt receipt = bus.publish(OLD, PublishOptions.DEFAULT.withHeaders(Map.of("colour", "blue")));
        test.async.runAll();

        // then
        assertThat(receipt.accepted()).containsExactly("inline", "queued");
        assertThat(receipt.failed()).containsExactly("inline", "queued");
        assertThat(bus.list()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.cause())
                    .endsWith("EventVersionException: vm.x version 1 cannot be lifted to version 3:"
                            + " no migrator from version 1 to 2 is registered");
            assertThat(letter.event()).isEqualTo(OLD);
            assertThat(letter.headers()).isEqualTo(Map.of("colour", "blue"));
            assertThat(letter.attempts()).isZero();
        });
        assertThat(bus.stats().parked()).isEqualTo(2);
        test.assertBalanced();
        assertThat(bus.redrive(letter -> true)).isZero();
        assertThat(bus.list()).hasSize(2);
        bus.addMigrator(Lifter.of("vm.x", 1), 0);
        assertThat(bus.redrive(letter -> true)).isEqualTo(2);
        test.clock.advanceMillis(1);
        test.async.runAll();
        Await.until("the SYNC one is delivered too", () -> bus.stats().delivered() == 2);
        assertThat(inline.seen).containsExactly(3);
        assertThat(queued.seen).containsExactly(3);
        assertThat(bus.list()).isEmpty();
    }

    @Test
    void aStepThatFailsParksTheEvent() {
        // given
        subscribeBoth();
        bus.addMigrator(
                new Lifter("vm.x", 1, event -> {
                    throw new NoClassDefFoundError("gone");
                }),
                0);

        // when
        var stage = bus.publishAsync(OLD).toCompletableFuture();

        // then
        assertThat(stage)
                .isCompletedWithValueMatching(receipt -> receipt.failed().size() == 2);
        assertThat(bus.list().get(0).stack()).contains("NoClassDefFoundError: gone");
    }

    @Test
    void anEventNewerThanTheMigratorsKnowIsGivenOnlyToWhoSaysItUnderstandsIt() {
        // given
        subscribeBoth();
        Versions modern = new Versions();
        bus.subscribe("vm.x", modern, sync().name("modern").eventVersion(3).build());
        bus.addMigrator(Lifter.of("vm.x", 1), 0);

        // when
        Receipt receipt = bus.publish(OLD.inVersion(3));
        bus.publish(OLD);
        test.async.runAll();

        // then
        assertThat(modern.seen).containsExactly(3, 2);
        assertThat(inline.seen).containsExactly(2);
        assertThat(receipt.accepted()).containsExactly("inline", "modern", "queued");
        assertThat(receipt.failed()).containsExactly("inline", "queued");
        assertThat(bus.list().get(0).cause())
                .endsWith("vm.x version 3 is newer than 2, the latest that the registered migrators know");
    }

    @Test
    void aSubscriptionIsNotGivenWhatItDoesNotUnderstandEvenWithoutMigrators() {
        // given
        subscribeBoth();
        bus.publish(OLD.inVersion(2));
        Versions old = new Versions();
        Versions oldQueued = new Versions();
        bus.subscribe("vm.x", old, sync().name("old").eventVersion(1).build());
        bus.subscribe(
                "vm.x", oldQueued, async().name("oldQueued").eventVersion(1).build());

        // when
        Receipt receipt = bus.publish(OLD.inVersion(2));
        bus.publish(OLD);
        test.async.runAll();

        // then
        assertThat(old.seen).containsExactly(1);
        assertThat(oldQueued.seen).containsExactly(1);
        assertThat(inline.seen).containsExactly(2, 2, 1);
        assertThat(queued.seen).containsExactly(2, 2, 1);
        assertThat(receipt.failed()).containsExactly("old", "oldQueued");
        assertThat(bus.list().get(0).cause())
                .endsWith("vm.x version 2 is newer than 1, the latest that old understands");
        assertThat(bus.stats().published()).isEqualTo(3);
        assertThat(bus.stats().offered()).isEqualTo(2 + 4 + 4);
    }

    @Test
    void unbindingWaitsForAMigrationUnderWay() throws InterruptedException {
        // given
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Lifter slow = new Lifter("vm.x", 1, event -> {
            inside.countDown();
            goOn.await();
            return event.inVersion(2);
        });
        bus.addMigrator(slow, 0);
        Thread publisher = new Thread(() -> bus.publish(OLD));
        publisher.start();
        inside.await();

        // when
        Thread remover = new Thread(() -> bus.removeMigrator(slow));
        remover.start();
        Await.until("it waits", () -> remover.getState() == Thread.State.TIMED_WAITING);

        // then
        assertThat(remover.isAlive()).isTrue();
        goOn.countDown();
        remover.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(remover.isAlive()).isFalse();
        publisher.join();
    }

    @Test
    void whoNeedsAMigratorThatIsBeingSwappedWaitsForItsSuccessor() throws InterruptedException {
        // given
        subscribeBoth();
        Lifter first = Lifter.of("vm.x", 1);
        bus.addMigrator(first, 0);
        bus.removeMigrator(first);
        Thread publisher = new Thread(() -> bus.publish(OLD));

        // when
        publisher.start();
        Await.until("it waits", () -> publisher.getState() == Thread.State.TIMED_WAITING);
        bus.addMigrator(Lifter.of("vm.x", 1), 0);
        publisher.join();

        // then
        assertThat(inline.seen).containsExactly(2);
        assertThat(queued.seen).isEmpty();
        test.async.runAll();
        assertThat(queued.seen).containsExactly(2);
    }

    @Test
    void aMigratorThatDoesNotComeBackParksFirstAndIsThenForgotten() {
        // given
        subscribeBoth();
        Lifter first = Lifter.of("vm.x", 1);
        bus.addMigrator(first, 0);
        bus.removeMigrator(first);

        // when
        bus.publish(OLD, PublishOptions.DEFAULT.withDeadline(Duration.ZERO));
        test.clock.advanceMillis(bus.config().swapGrace().toMillis());
        bus.publish(OLD);

        // then
        assertThat(bus.list()).hasSize(2);
        assertThat(inline.seen).containsExactly(1);
        assertThat(bus.versions().latestVersion("vm.x")).isEqualTo(1);
        test.async.runAll();
    }
}
