package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.Refusal;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * P7 for the store that full mailboxes spill into: it is swapped a hundred times while events wait in it, and every
 * accepted event comes once and in order.
 */
@RunWith(PaxExam.class)
public class SpillSwapIT {
    private static final int SWAPS = 100;
    private static final int CAPACITY = 64;
    private static final int STORE_EVENTS = 2_000;
    private static final int BURST = 64;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long HANDLING_NANOS = 20_000;
    private static final int LINES = 8;
    private static final String STORE = "io.signalbox.store.memory";
    private static final String TYPE = "spilling";

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private ConfigurationAdmin configurations;

    private final Map<String, Slow> handlers = new LinkedHashMap<>();
    private final List<EventSubscriptionId> subscribed = new ArrayList<>();
    private final Map<String, AtomicLong> refused = new ConcurrentHashMap<>(); // by subscription
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private Subscriptions subscriptions;
    private volatile boolean ended;
    private volatile long published;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles(STORE)};
    }

    /** Takes its time with each event, expects the numbers of each key to grow, and counts. */
    private static final class Slow implements EnhancedEventHandler {
        private final AtomicLongArray last;
        private final AtomicLong received = new AtomicLong();
        private final Queue<String> faults = new ConcurrentLinkedQueue<>();

        /** @param lines 1 if the numbers of all keys together are to grow */
        Slow(int lines) {
            last = new AtomicLongArray(lines);
        }

        @Override
        public void handle(DomainEvent event) {
            Keyed keyed = (Keyed) event;
            long before = last.getAndSet(keyed.line() % last.length(), keyed.number());
            if (keyed.number() <= before && faults.size() < 20) {
                faults.add(keyed + " came after " + before);
            }
            received.incrementAndGet();
            LockSupport.parkNanos(HANDLING_NANOS);
        }
    }

    @Before
    public void subscribe() throws Exception {
        subscriptions = new Subscriptions(view);
        Configurations.set(configurations, STORE, Map.of("max.events", STORE_EVENTS));
        subscribe("serial", Ordering.SUBSCRIPTION, 1);
        subscribe("keyed", Ordering.KEY, LINES);
    }

    private void subscribe(String name, Ordering ordering, int lines) {
        Slow handler = new Slow(lines);
        handlers.put(name, handler);
        refused.put(name, new AtomicLong());
        subscribed.add(bus.subscribe(
                TYPE,
                handler,
                SubscriptionOptions.builder()
                        .name(name)
                        .mode(ProcessingMode.ASYNC)
                        .ordering(ordering)
                        .queueCapacity(CAPACITY)
                        .overflow(OverflowPolicy.SPILL)
                        .build()));
    }

    @After
    public void unsubscribe() {
        subscribed.forEach(bus::unsubscribe);
    }

    private void publish() {
        while (!ended) {
            for (int i = 0; i < BURST; i++) {
                long number = published + 1;
                published = number;
                Keyed event = new Keyed(TYPE, (int) (number % LINES), number);
                for (Refusal refusal : bus.publish(event).refused()) {
                    refused.get(refusal.subscription()).incrementAndGet();
                    if (refusal.reason() != RefusalReason.STORE_FULL) {
                        surprises.add(refusal.toString());
                    }
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private interface Swap {
        void run() throws Exception;
    }

    private void underLoad(String what, Swap swap) throws Exception {
        Thread publisher = new Thread(this::publish, "spilling");
        publisher.start();
        long waited = 0;
        long start = System.nanoTime();
        for (int round = 0; round < SWAPS; round++) {
            // given
            Wait.until(
                    () -> "nothing is spilled: " + view.subscriptions(),
                    () -> handlers.keySet().stream()
                            .allMatch(name -> subscriptions.named(name).queued() > 2 * CAPACITY));
            waited += subscriptions.named("serial").queued() - CAPACITY;

            // when
            swap.run();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ended = true;
        publisher.join();

        // then
        System.out.printf(
                "the store %s %d times in %.1f s under %.0f events/s: %d published, %s refused and told, %d events in"
                        + " it each time, all others once and in order%n",
                what, SWAPS, seconds, published / seconds, published, refused, waited / SWAPS);
        assertEquals("[]", surprises.toString());
        handlers.forEach((name, handler) -> assertBalanced(what + ", " + name, name, handler));
    }

    private void assertBalanced(String what, String name, Slow handler) {
        subscriptions.awaitEmpty(name);
        SubscriptionView counts = subscriptions.named(name);
        long told = refused.get(name).get();
        assertEquals(what, "[]", handler.faults.toString());
        assertEquals(what + ": " + counts, published, counts.offered());
        assertEquals(what + ": " + counts, published - told, counts.delivered());
        assertEquals(what + ": " + counts, published - told, handler.received.get());
        assertEquals(what + ": " + counts, told, Subscriptions.dropped(counts));
        assertTrue(what + ": " + counts, told == 0 || counts.dropped().keySet().equals(Set.of("STORE_FULL")));
    }

    @Test
    public void itsBundleIsUpdatedAndItsOldClassesGo() throws Exception {
        Bundle bundle = Bundles.find(context, STORE);
        byte[] bytes = Bundles.bytes(STORE);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        underLoad("updated", () -> {
            loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            bundle.update(Bundles.stream(bytes));
        });
        Wait.until(
                () -> loaders.stream().filter(loader -> loader.get() != null).count() + " of " + loaders.size()
                        + " old class loaders are still there",
                () -> {
                    System.gc();
                    return loaders.stream().allMatch(loader -> loader.get() == null);
                });
    }

    @Test
    public void itsBundleIsStoppedAndStarted() throws Exception {
        Bundle bundle = Bundles.find(context, STORE);
        underLoad("stopped and started", () -> {
            bundle.stop();
            bundle.start();
        });
    }

    @Test
    public void itIsReplacedByAnotherBundlesStore() throws Exception {
        Bundle first = Bundles.find(context, STORE);
        Bundle second =
                context.installBundle("other:" + STORE, Bundles.stream(Bundles.renamed(STORE, STORE + ".other")));
        int[] round = {0};
        underLoad("replaced", () -> {
            boolean even = round[0]++ % 2 == 0;
            (even ? second : first).start();
            (even ? first : second).stop();
        });
        first.start();
        second.uninstall();
    }
}
