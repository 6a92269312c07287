package io.signalbox.vm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.BusStoppedException;
import io.signalbox.vm.host.Other;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.host.VmRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventFeedTest {
    private static final UUID ID = new UUID(0, 1);
    private final RecordingBus bus = new RecordingBus();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final EventFeed feed =
            new EventFeed(bus, life(1), "feed-under-test", 16, Duration.ofSeconds(5), failures::add);

    @AfterEach
    void stop() {
        bus.release();
        feed.close();
    }

    @Test
    void eventsAreNumberedFromOneInOrder() throws InterruptedException {
        offer(3);

        assertThat(bus.next().head().seq()).isEqualTo(1);
        assertThat(bus.next().head().seq()).isEqualTo(2);
        assertThat(bus.next().head().name()).isEqualTo("web#1/3");
    }

    @Test
    void aBlockedBusCostsExactlyWhatTheGapSays() throws InterruptedException {
        // given a bus that hangs in its first event, and a reader that is not held up by that
        bus.block();
        offer(1);
        bus.awaitBlocked();

        // when 100 more come, of which 16 fit
        offer(100);
        bus.release();

        // then every number is either delivered or in the gap
        for (int seq = 1; seq <= 17; seq++) {
            assertThat(bus.next().head().seq()).isEqualTo(seq);
        }
        assertThat(bus.next()).isInstanceOfSatisfying(Source.Gap.class, gap -> {
            assertThat(gap.dropped()).isEqualTo(84);
            assertThat(gap.head().seq()).isEqualTo(101);
        });
        offer(1);
        assertThat(bus.next().head().seq()).isEqualTo(102);
    }

    @Test
    void theSourcesOwnReportsStillFitWhenTheQueueIsFull() throws InterruptedException {
        bus.block();
        offer(1);
        bus.awaitBlocked();
        offer(20);

        feed.report(Draft.own(Instant.now(), head -> new Source.Detached(head, "end", false)));
        bus.release();

        for (int seq = 1; seq <= 17; seq++) {
            bus.next();
        }
        assertThat(bus.next()).isInstanceOfSatisfying(Source.Gap.class, gap -> {
            assertThat(gap.dropped()).isEqualTo(4);
            assertThat(gap.head().seq()).isEqualTo(21);
        });
        assertThat(bus.next()).isInstanceOf(Source.Detached.class);
    }

    @Test
    void aNewIncarnationIsNumberedFromOneAndTheOldOnesGapStaysWithTheOld() throws InterruptedException {
        bus.block();
        offer(1);
        bus.awaitBlocked();
        offer(17);

        feed.begin(life(2));
        feed.report(draft());
        bus.release();

        for (int seq = 1; seq <= 17; seq++) {
            bus.next();
        }
        assertThat(bus.next().head().name()).isEqualTo("web#1/18");
        assertThat(bus.next().head().name()).isEqualTo("web#2/1");
    }

    @Test
    void aStoppedBusIsCountedAndNotAFailure() throws InterruptedException {
        bus.fail(new BusStoppedException("the bus is stopped"));
        offer(2);
        bus.next();
        bus.next();
        bus.fail(null);
        offer(1);
        bus.next();
        feed.close();

        assertThat(failures).isEmpty();
        assertThat(feed.counts()).isEqualTo(new FeedCounts(3, 1, 2, 0, 0, 0, 0));
    }

    @Test
    void theFirstOfARowOfFailuresIsTold() throws InterruptedException {
        bus.fail(new IllegalStateException("no SYNC processor"));
        offer(3);
        feed.close();

        assertThat(failures).hasSize(1);
        assertThat(feed.counts()).isEqualTo(new FeedCounts(3, 0, 0, 3, 0, 0, 0));
    }

    @Test
    void closingPublishesWhatIsQueuedAndEndsTheThread() {
        offer(10);

        feed.close();
        feed.close();

        assertThat(feed.counts().published()).isEqualTo(10);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("feed-under-test");
    }

    @Test
    void aHungBusHoldsClosingUpToTheLimitOnly() throws InterruptedException {
        bus.block();
        CountDownLatch closed = new CountDownLatch(1);
        EventFeed hung = new EventFeed(bus, life(1), "hung-feed", 16, Duration.ofMillis(50), failures::add);
        hung.offer(draft());
        bus.awaitBlocked();
        hung.offer(draft());

        new Thread(() -> {
                    hung.close();
                    closed.countDown();
                })
                .start();

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(hung.counts().dropped()).isEqualTo(1);
    }

    @Test
    void aTinyCapacityIsRefused() {
        assertThatThrownBy(() -> feed.setCapacity(15)).hasMessage("capacity must be 16 or more events, was 15");
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            feed.offer(draft());
        }
    }

    private static Draft draft() {
        return Draft.own(Instant.now(), Other::new);
    }

    private static VmRef life(long incarnation) {
        return new VmRef("here", ID, "web", incarnation);
    }
}
