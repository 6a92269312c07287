package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Durability;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.Receipt;
import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.StoreException;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.service.cm.ConfigurationAdmin;

/** P2 and P3: a slow handler under a fast publisher costs a bounded heap, and every event has one fate. */
@RunWith(PaxExam.class)
public class OverflowFaultsIT {
    private static final String STORE = "io.signalbox.store.memory";
    private static final String NAME = "slow";
    private static final String TYPE = "heavy";
    private static final int CAPACITY = 64;
    private static final int STORE_EVENTS = 6_000;
    private static final int KEYS = 100;
    private static final int EVENT_BYTES = 1_024;
    private static final long LOAD_NANOS = 1_000_000_000;
    private static final long HANDLING_NANOS = 50_000;
    private static final long FAILS_EVERY = 1_000;
    private static final long MOST_HEAP_BYTES = 64L << 20;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private EventStore store;

    @Inject
    private ConfigurationAdmin configurations;

    private Subscriptions subscriptions;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.bus(),
            Container.bundles(
                    STORE, "io.signalbox.processor.batch", "io.signalbox.processor.adaptive", "io.signalbox.tuning")
        };
    }

    @Before
    public void lookUp() throws Exception {
        subscriptions = new Subscriptions(view);
        Configurations.set(configurations, STORE, Map.of("max.events", STORE_EVENTS));
    }

    /** An event of a kilobyte; its number grows from one to the next. */
    private record Heavy(long number, byte[] load) implements DomainEvent {
        Heavy(long number) {
            this(number, new byte[EVENT_BYTES]);
        }

        @Override
        public String eventType() {
            return TYPE;
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }

        @Override
        public String orderingKey() {
            return Keyed.key((int) (number % KEYS));
        }
    }

    /** Takes its time with each event, fails at some, and expects the numbers of each key to grow. */
    private static final class Slow implements EnhancedEventHandler {
        private final long[] last = new long[KEYS];
        private final Queue<String> faults = new ConcurrentLinkedQueue<>();
        private final boolean whole; // whether the numbers of all keys together grow
        private long newest;
        private volatile long received;
        private volatile long failed;
        private volatile long lost;

        Slow(boolean whole) {
            this.whole = whole;
        }

        @Override
        public void handle(DomainEvent event) {
            long number = ((Heavy) event).number();
            int key = (int) (number % KEYS);
            if ((number <= last[key] || whole && number <= newest) && faults.size() < 20) {
                faults.add(number + " came after " + last[key] + " of its key and " + newest + " of all");
            }
            last[key] = number;
            newest = number;
            received = received + 1;
            LockSupport.parkNanos(HANDLING_NANOS);
            if (number % FAILS_EVERY == 0) {
                failed = failed + 1;
                throw new IllegalStateException("planted");
            }
        }

        @Override
        public void missed(Gap gap) {
            lost = lost + gap.lost();
        }
    }

    @Test
    public void blockLosesNothing() {
        SubscriptionView counts = overflowing(OverflowPolicy.BLOCK, Map.of());
        assertEquals(counts.toString(), Map.of(), counts.dropped());
    }

    @Test
    public void rejectRefusesByTheReceipt() {
        overflowing(OverflowPolicy.REJECT, Map.of("FULL", RefusalReason.FULL));
    }

    @Test
    public void dropNewestTellsByTheReceipt() {
        overflowing(OverflowPolicy.DROP_NEWEST, Map.of("DROPPED_NEWEST", RefusalReason.DROPPED_NEWEST));
    }

    @Test
    public void dropOldestKeepsTheLatest() {
        overflowing(OverflowPolicy.DROP_OLDEST, Map.of("DROPPED_OLDEST", RefusalReason.FULL));
    }

    @Test
    public void coalesceKeepsTheLatestOfAKeyThatWaits() {
        SubscriptionView counts = overflowing(
                OverflowPolicy.COALESCE, Map.of("COALESCED", RefusalReason.FULL, "FULL", RefusalReason.FULL));
        assertTrue(counts.toString(), counts.dropped().containsKey("COALESCED"));
    }

    @Test
    public void spillIsReadBackInOrder() throws Exception {
        SubscriptionView counts = overflowing(OverflowPolicy.SPILL, Map.of("STORE_FULL", RefusalReason.STORE_FULL));
        long handled = counts.delivered() + counts.parked();
        assertTrue("all that the store holds was read back: " + counts, handled >= STORE_EVENTS);
        for (String stream : store.streams()) {
            assertEquals("[]", store.readStream(stream, 1, Long.MAX_VALUE).toString());
        }
    }

    /** Publishes far faster than the handler goes on, and balances the books; {@code reasons} are those of what is lost. */
    private SubscriptionView overflowing(OverflowPolicy rule, Map<String, RefusalReason> reasons) {
        // given
        Slow slow = new Slow(rule != OverflowPolicy.COALESCE);
        bus.subscribe(
                TYPE,
                slow,
                SubscriptionOptions.builder()
                        .name(NAME)
                        .mode(ProcessingMode.ASYNC)
                        .queueCapacity(CAPACITY)
                        .overflow(rule)
                        .blockDeadline(Duration.ofSeconds(30))
                        .retryPolicy(RetryPolicy.NONE)
                        .build());
        long heapBefore = heap();

        // when
        Map<RefusalReason, Long> refused = new EnumMap<>(RefusalReason.class);
        long published = 0;
        long mostQueued = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < LOAD_NANOS) {
            for (int i = 0; i < 100; i++) {
                published++;
                for (Refusal refusal : bus.publish(new Heavy(published)).refused()) {
                    refused.merge(refusal.reason(), 1L, Long::sum);
                }
            }
            mostQueued = Math.max(mostQueued, subscriptions.named(NAME).queued());
        }
        double perSecond = published * 1e9 / (System.nanoTime() - start);
        long heapUnderLoad = heap() - heapBefore;

        // then
        subscriptions.awaitEmpty(NAME);
        Wait.until(
                () -> "told of " + slow.lost + " lost, " + subscriptions.named(NAME),
                () -> slow.lost == lost(subscriptions.named(NAME)));
        SubscriptionView counts = subscriptions.named(NAME);
        long handledPerSecond = Math.round(slow.received * 1e9 / (System.nanoTime() - start));
        System.out.printf(
                "%s: %.0f published/s, %d handled/s: %d = %d delivered + %d parked + %s dropped; at most %d waited,"
                        + " heap %+d KiB under load%n",
                rule,
                perSecond,
                handledPerSecond,
                published,
                counts.delivered(),
                counts.parked(),
                counts.dropped(),
                mostQueued,
                heapUnderLoad >> 10);
        assertEquals("[]", slow.faults.toString());
        assertEquals(counts.toString(), published, counts.offered());
        assertEquals(published, counts.delivered() + counts.parked() + Subscriptions.dropped(counts));
        assertEquals(counts.toString(), slow.received, counts.delivered() + counts.parked());
        assertEquals(counts.toString(), slow.failed, counts.parked());
        assertEquals(reasons.keySet(), counts.dropped().keySet());
        assertEquals("what the receipts said", toldIn(counts, rule, reasons), refused);
        long most = CAPACITY + (rule == OverflowPolicy.SPILL ? STORE_EVENTS : 0) + 1;
        assertTrue(mostQueued + " waited, at most " + most, mostQueued <= most);
        assertTrue((heapUnderLoad >> 10) + " KiB more heap", heapUnderLoad < MOST_HEAP_BYTES);
        return counts;
    }

    /** What the handler is told of: that another event of the key took a place is no loss. */
    private static long lost(SubscriptionView counts) {
        return Subscriptions.dropped(counts) - counts.dropped().getOrDefault("COALESCED", 0L);
    }

    /** What is lost later than its publish is not in its receipt. */
    private static Map<RefusalReason, Long> toldIn(
            SubscriptionView counts, OverflowPolicy rule, Map<String, RefusalReason> reasons) {
        Map<RefusalReason, Long> told = new EnumMap<>(RefusalReason.class);
        counts.dropped().forEach((reason, count) -> {
            if (rule != OverflowPolicy.DROP_OLDEST && !reason.equals("COALESCED")) {
                told.put(reasons.get(reason), count);
            }
        });
        return told;
    }

    /** Bytes in use that a collection does not free. */
    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    // ---- a handler publishes into its own full mailbox

    @Test
    public void anAsyncHandlerThatPublishesIntoItsOwnFullMailboxIsRefusedAndGoesOn() {
        publishesIntoItsOwn(ProcessingMode.ASYNC, OverflowPolicy.BLOCK, RefusalReason.REENTRANT_FULL);
    }

    @Test
    public void aBatchHandlerThatPublishesIntoItsOwnFullMailboxIsRefusedAndGoesOn() {
        publishesIntoItsOwn(ProcessingMode.BATCH, OverflowPolicy.BLOCK, RefusalReason.REENTRANT_FULL);
    }

    @Test
    public void anAdaptiveHandlerThatPublishesIntoItsOwnFullMailboxIsRefusedAndGoesOn() {
        publishesIntoItsOwn(ProcessingMode.ADAPTIVE, OverflowPolicy.BLOCK, RefusalReason.REENTRANT_FULL);
    }

    @Test
    public void aHandlerThatPublishesIntoItsOwnFullMailboxAndStoreIsRefusedAndGoesOn() throws Exception {
        Configurations.set(configurations, STORE, Map.of("max.events", 1));
        Wait.until(() -> "the smallest store holds one event", this::storeHoldsOne);
        publishesIntoItsOwn(ProcessingMode.ASYNC, OverflowPolicy.SPILL, RefusalReason.STORE_FULL);
    }

    /** Whether the store refuses a second event; leaves it empty. */
    private boolean storeHoldsOne() {
        Stream.of(1, 2)
                .forEach(number -> store.append(
                        "trial", OptionalLong.empty(), new Numbered(TYPE, number), Map.of(), Durability.MEMORY));
        try {
            long held = store.lastStreamSequence("trial");
            store.deleteStream("trial");
            return held == 1;
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publishesIntoItsOwn(ProcessingMode mode, OverflowPolicy rule, RefusalReason expected) {
        // given
        List<Receipt> receipts = new CopyOnWriteArrayList<>();
        AtomicLong calls = new AtomicLong();
        EnhancedEventHandler echo = event -> {
            if (calls.incrementAndGet() == 1) {
                for (int i = 0; i < 2 * CAPACITY; i++) {
                    receipts.add(bus.publish(new Numbered(TYPE, i)));
                }
            }
        };
        bus.subscribe(
                TYPE,
                echo,
                SubscriptionOptions.builder()
                        .name(NAME)
                        .mode(mode)
                        .queueCapacity(CAPACITY)
                        .overflow(rule)
                        .blockDeadline(Duration.ofMinutes(5))
                        .build());

        // when
        long start = System.nanoTime();
        bus.publish(new Numbered(TYPE, 0));
        Wait.until(() -> calls + " calls, " + receipts.size() + " receipts", () -> receipts.size() == 2 * CAPACITY);

        // then
        long taken = receipts.stream().filter(Receipt::complete).count();
        Wait.until(() -> calls + " calls of " + (1 + taken), () -> calls.get() == 1 + taken);
        subscriptions.awaitEmpty(NAME);
        List<RefusalReason> reasons = receipts.stream()
                .flatMap(receipt -> receipt.refused().stream())
                .map(Refusal::reason)
                .distinct()
                .toList();
        System.out.printf(
                "%s, %s: a handler published %d into its own mailbox: %d taken, the rest %s, done in %d ms%n",
                mode, rule, receipts.size(), taken, reasons, (System.nanoTime() - start) / 1_000_000);
        assertEquals(List.of(expected), reasons);
        assertTrue(taken + " taken", taken >= CAPACITY && taken < 2 * CAPACITY);
    }
}
