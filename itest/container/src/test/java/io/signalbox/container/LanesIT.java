package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPriority;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/**
 * P5: three lanes, none starves: of each 21 deliveries while all have events, 16 are of the high lane, 4 of the normal
 * and 1 of the low one; and the order of each lane is kept.
 */
@RunWith(PaxExam.class)
public class LanesIT {
    private static final int ROUND = 21;
    private static final int LOW = 250;
    private static final int NORMAL = 1_100;
    private static final int CAPACITY = 4_096;
    private static final int HIGH = 12_000;
    private static final String TYPE = "lanes";
    private static final String NAME = "lanes";

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.bus(),
            Container.bundles("io.signalbox.processor.batch", "io.signalbox.processor.adaptive", "io.signalbox.tuning")
        };
    }

    /**
     * An event that is to take one lane and may by itself want another.
     *
     * @param lane the one that it is to take
     */
    private record Laned(EventPriority lane, EventPriority eventPriority, long number) implements DomainEvent {
        @Override
        public String eventType() {
            return TYPE;
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    /** Waits inside its first event, then remembers the lanes in which events came. One call at a time. */
    private static final class Recorder implements EnhancedEventHandler {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch filled = new CountDownLatch(1);
        final List<EventPriority> came = new ArrayList<>(); // read when all is handled
        final List<String> faults = new ArrayList<>();
        private final Map<EventPriority, Long> last = new EnumMap<>(EventPriority.class);
        volatile int handled;

        @Override
        public void handle(DomainEvent event) throws Exception {
            Laned laned = (Laned) event;
            if (inside.getCount() > 0) {
                inside.countDown();
                filled.await(30, TimeUnit.SECONDS);
            }
            long expected = last.getOrDefault(laned.lane(), 0L) + 1;
            if (laned.number() != expected && faults.size() < 20) {
                faults.add(laned + ", expected " + expected);
            }
            last.put(laned.lane(), laned.number());
            came.add(laned.lane());
            handled = handled + 1;
        }
    }

    /** Every second one takes the lane by the event's own wish, the others by their publisher's. */
    private void publish(EventPriority lane, long number) {
        boolean own = number % 2 == 0;
        boolean complete = own
                ? bus.publish(new Laned(lane, lane, number)).complete()
                : bus.publish(new Laned(lane, other(lane), number), PublishOptions.DEFAULT.withPriority(lane))
                        .complete();
        assertTrue(lane + " " + number, complete);
    }

    private static EventPriority other(EventPriority lane) {
        return lane == EventPriority.LOW ? EventPriority.HIGH : EventPriority.LOW;
    }

    @Test
    public void asyncLowEventsComeWhileTheHighLaneIsKeptFull() throws Exception {
        noneStarves(ProcessingMode.ASYNC);
    }

    @Test
    public void lowEventsComeInBatchesWhileTheHighLaneIsKeptFull() throws Exception {
        noneStarves(ProcessingMode.BATCH);
    }

    @Test
    public void adaptiveLowEventsComeWhileTheHighLaneIsKeptFull() throws Exception {
        noneStarves(ProcessingMode.ADAPTIVE);
    }

    private void noneStarves(ProcessingMode mode) throws Exception {
        // given
        Subscriptions subscriptions = new Subscriptions(view);
        Recorder recorder = new Recorder();
        bus.subscribe(
                TYPE,
                recorder,
                SubscriptionOptions.builder()
                        .name(NAME)
                        .mode(mode)
                        .queueCapacity(CAPACITY)
                        .blockDeadline(Duration.ofSeconds(30))
                        .timeBudget(Duration.ZERO)
                        .build());
        publish(EventPriority.HIGH, 1);
        assertTrue("the handler is called", recorder.inside.await(30, TimeUnit.SECONDS));
        for (long number = 1; number <= LOW; number++) {
            publish(EventPriority.LOW, number);
        }
        for (long number = 1; number <= NORMAL; number++) {
            publish(EventPriority.NORMAL, number);
        }
        for (long number = 2; number <= CAPACITY; number++) {
            publish(EventPriority.HIGH, number);
        }

        // when
        recorder.filled.countDown();
        for (long number = CAPACITY + 1; number <= HIGH; number++) {
            publish(EventPriority.HIGH, number); // waits for room: the lane is kept full
        }

        // then
        int events = LOW + NORMAL + HIGH;
        Wait.until(
                () -> recorder.handled + " handled of " + events + ", " + subscriptions.named(NAME),
                () -> recorder.handled == events);
        subscriptions.awaitEmpty(NAME);
        SubscriptionView counts = subscriptions.named(NAME);
        List<EventPriority> contended = recorder.came.subList(1, 1 + LOW * ROUND);
        System.out.printf(
                "%s: of the first %d deliveries %d high, %d normal, %d low; the last low one was number %d of %d%n",
                mode,
                contended.size(),
                count(contended, EventPriority.HIGH),
                count(contended, EventPriority.NORMAL),
                count(contended, EventPriority.LOW),
                recorder.came.lastIndexOf(EventPriority.LOW) + 1,
                events);
        assertEquals("order within each lane", "[]", recorder.faults.toString());
        assertEquals(counts.toString(), events, counts.offered());
        assertEquals(counts.toString(), events, counts.delivered());
        for (int from = 0; from + ROUND <= contended.size(); from += ROUND) {
            List<EventPriority> round = contended.subList(from, from + ROUND);
            // the first round is begun by the event that was waited in
            assertTrue(from + ": " + round, count(round, EventPriority.LOW) >= 1);
            assertTrue(from + ": " + round, count(round, EventPriority.NORMAL) >= 4);
            assertTrue(from + ": " + round, count(round, EventPriority.HIGH) >= 15);
        }
    }

    private static long count(List<EventPriority> deliveries, EventPriority lane) {
        return deliveries.stream().filter(each -> each == lane).count();
    }
}
