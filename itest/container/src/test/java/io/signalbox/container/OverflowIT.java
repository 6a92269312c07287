package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.Receipt;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/** P2 and P3: a full mailbox follows its rule, and whatever is lost is counted and told. */
@RunWith(PaxExam.class)
public class OverflowIT {
    private static final int EVENTS = 20_000;
    private static final int CAPACITY = 16;
    private static final long HANDLING_NANOS = 50_000;
    private static final int FAILS_EVERY = 100;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus()};
    }

    /** Takes its time with each event, and fails at some. */
    private static final class Slow implements EnhancedEventHandler {
        final Inbox inbox = new Inbox();
        final AtomicLong handled = new AtomicLong();

        @Override
        public void handle(DomainEvent event) {
            inbox.handle(event);
            LockSupport.parkNanos(HANDLING_NANOS);
            if (((LongSupplier) event).getAsLong() % FAILS_EVERY == 0) {
                throw new IllegalStateException("planted");
            }
            handled.incrementAndGet();
        }

        @Override
        public void missed(Gap gap) {
            inbox.missed(gap);
        }
    }

    private static SubscriptionOptions options(OverflowPolicy rule, Duration deadline) {
        return SubscriptionOptions.builder()
                .name("slow")
                .mode(ProcessingMode.ASYNC)
                .queueCapacity(CAPACITY)
                .overflow(rule)
                .blockDeadline(deadline)
                .retryPolicy(RetryPolicy.NONE)
                .build();
    }

    @Test
    public void blockLosesNothingWithinItsDeadline() throws Exception {
        assertEquals(0, overflowing(OverflowPolicy.BLOCK, Duration.ofSeconds(30), Map.of()));
    }

    @Test
    public void blockWithoutPatienceRefusesByItsDeadline() throws Exception {
        long lost = overflowing(OverflowPolicy.BLOCK, Duration.ZERO, Map.of("DEADLINE", RefusalReason.DEADLINE));
        assertTrue("something was refused", lost > 0);
    }

    @Test
    public void rejectRefusesByTheReceipt() throws Exception {
        long lost = overflowing(OverflowPolicy.REJECT, Duration.ZERO, Map.of("FULL", RefusalReason.FULL));
        assertTrue("something was refused", lost > 0);
    }

    @Test
    public void dropNewestTellsByTheReceipt() throws Exception {
        long lost = overflowing(
                OverflowPolicy.DROP_NEWEST, Duration.ZERO, Map.of("DROPPED_NEWEST", RefusalReason.DROPPED_NEWEST));
        assertTrue("something was dropped", lost > 0);
    }

    @Test
    public void dropOldestKeepsTheLastOnes() throws Exception {
        long lost =
                overflowing(OverflowPolicy.DROP_OLDEST, Duration.ZERO, Map.of("DROPPED_OLDEST", RefusalReason.FULL));
        assertTrue("something was dropped", lost > 0);
    }

    /** Publishes far faster than the handler goes on; returns how many were lost, for {@code reasons} only. */
    private long overflowing(OverflowPolicy rule, Duration deadline, Map<String, RefusalReason> reasons)
            throws Exception {
        // given
        Slow slow = new Slow();
        Subscriptions subscriptions = new Subscriptions(view);
        bus.subscribe("numbered", slow, options(rule, deadline));

        // when
        long start = System.nanoTime();
        Publisher publisher = new Publisher(bus, "numbered", 1, EVENTS).join();
        double perSecond = EVENTS * 1e9 / (System.nanoTime() - start);

        // then
        subscriptions.awaitEmpty("slow");
        Wait.until(slow.inbox::toString, () -> slow.inbox.position() == EVENTS);
        SubscriptionView counts = subscriptions.named("slow");
        System.out.printf(
                "%s, deadline %s: %.0f published/s: %d = %d delivered + %d parked + %s dropped; %d lost in %d gaps%n",
                rule,
                deadline,
                perSecond,
                EVENTS,
                counts.delivered(),
                counts.parked(),
                counts.dropped(),
                slow.inbox.lost(),
                slow.inbox.gaps());
        assertEquals("[]", slow.inbox.faults().toString());
        assertEquals(counts.toString(), EVENTS, counts.offered());
        assertEquals(counts.toString(), slow.handled.get(), counts.delivered());
        assertEquals(counts.toString(), slow.inbox.received(), counts.delivered() + counts.parked());
        assertEquals(counts.toString(), slow.inbox.lost(), Subscriptions.dropped(counts));
        assertEquals(EVENTS, counts.delivered() + counts.parked() + Subscriptions.dropped(counts));
        assertEquals(reasons.keySet(), counts.dropped().keySet());
        boolean told = rule != OverflowPolicy.DROP_OLDEST;
        Map<RefusalReason, Long> refusals = counts.dropped().entrySet().stream()
                .filter(entry -> told)
                .collect(Collectors.toMap(entry -> reasons.get(entry.getKey()), Map.Entry::getValue));
        assertEquals("what the receipts said", refusals, publisher.refusals());
        return slow.inbox.lost();
    }

    @Test
    public void aHandlerThatPublishesIntoItsOwnFullMailboxIsRefusedAndGoesOn() {
        // given
        List<Receipt> receipts = new CopyOnWriteArrayList<>();
        AtomicLong calls = new AtomicLong();
        EnhancedEventHandler echo = event -> {
            if (calls.incrementAndGet() == 1) {
                for (int i = 0; i < 2 * CAPACITY; i++) {
                    receipts.add(bus.publish(event));
                }
            }
        };
        bus.subscribe("numbered", echo, options(OverflowPolicy.BLOCK, Duration.ofSeconds(60)));

        // when
        long start = System.nanoTime();
        bus.publish(new Numbered("numbered", 1));
        Wait.until(() -> calls + " calls, " + receipts, () -> calls.get() == 1 + CAPACITY);

        // then
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("a handler that publishes into its own full mailbox: refused and done in %d ms%n", millis);
        assertTrue(millis + " ms", millis < 5_000);
        List<RefusalReason> reasons = receipts.stream()
                .flatMap(receipt -> receipt.refused().stream())
                .map(refusal -> refusal.reason())
                .toList();
        assertEquals(
                Stream.generate(() -> RefusalReason.REENTRANT_FULL)
                        .limit(CAPACITY)
                        .toList(),
                reasons);
    }

    @Test
    public void twoHandlersThatFillEachOthersMailboxGoOnAfterTheirDeadline() throws Exception {
        // given
        CountDownLatch bothInside = new CountDownLatch(2);
        CountDownLatch bothOut = new CountDownLatch(2);
        for (String type : List.of("left", "right")) {
            String other = type.equals("left") ? "right" : "left";
            AtomicLong calls = new AtomicLong();
            EnhancedEventHandler handler = event -> {
                if (calls.incrementAndGet() == 1) {
                    bothInside.countDown();
                    bothInside.await();
                    for (int i = 0; i < 2 * CAPACITY; i++) {
                        bus.publish(new Numbered(other, i));
                    }
                    bothOut.countDown();
                }
            };
            bus.subscribe(
                    type,
                    handler,
                    SubscriptionOptions.builder()
                            .mode(ProcessingMode.ASYNC)
                            .queueCapacity(CAPACITY)
                            .blockDeadline(Duration.ofMillis(200))
                            .build());
        }

        // when
        long start = System.nanoTime();
        bus.publish(new Numbered("left", 1));
        bus.publish(new Numbered("right", 1));

        // then
        assertTrue("neither came out", bothOut.await(10, TimeUnit.SECONDS));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("two handlers that fill each other's mailbox: done after %d ms, deadline 200 ms%n", millis);
        assertTrue(millis + " ms", millis < 2_000);
    }
}
