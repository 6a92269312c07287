package io.signalbox.container;

import static org.junit.Assert.assertEquals;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.Receipt;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.EnumMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** P7: one handler's mode changes again and again at full load, and every event comes once and in the order of its key. */
@RunWith(PaxExam.class)
public class ModeChangeIT {
    private static final int CHANGES = 100;
    private static final long EVERY_NANOS = 100_000_000;
    private static final int PUBLISHERS = 2;
    private static final long PER_SECOND_AND_PUBLISHER = 50_000;
    private static final int LINES_A_PUBLISHER = 8;
    private static final int BURST = 64;
    private static final String TYPE = "changing";
    private static final ProcessingMode[] MODES = {
        ProcessingMode.SYNC, ProcessingMode.ASYNC, ProcessingMode.BATCH, ProcessingMode.ADAPTIVE
    };

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    private Subscriptions subscriptions;
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final long[] published = new long[PUBLISHERS]; // read when they have ended
    private final long[] nanos = new long[PUBLISHERS];
    private volatile boolean ended;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.bus(),
            Container.bundles("io.signalbox.processor.batch", "io.signalbox.processor.adaptive", "io.signalbox.tuning")
        };
    }

    @Before
    public void lookUp() {
        subscriptions = new Subscriptions(view);
    }

    private static Dictionary<String, Object> properties(ProcessingMode mode, Ordering ordering) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("signalbox.types", TYPE);
        properties.put("signalbox.name", ordering.name());
        properties.put("signalbox.mode", mode.name());
        properties.put("signalbox.ordering", ordering.name());
        properties.put("signalbox.queueCapacity", 1 << 16);
        properties.put("signalbox.overflow", OverflowPolicy.BLOCK.name());
        properties.put("signalbox.blockDeadlineMillis", 30_000);
        return properties;
    }

    /** Numbers its own lines only, so that the order of each key is that of one thread. */
    private void publish(int publisher) {
        long start = System.nanoTime();
        long number = 0;
        long count = 0;
        while (!ended) {
            for (int round = 0; round < BURST / LINES_A_PUBLISHER; round++) {
                number++;
                for (int line = 0; line < LINES_A_PUBLISHER; line++) {
                    Receipt receipt = bus.publish(new Keyed(TYPE, publisher * LINES_A_PUBLISHER + line, number));
                    count++;
                    if (!receipt.complete() && surprises.size() < 20) {
                        surprises.add(receipt.toString());
                    }
                }
            }
            long early = start + count * 1_000_000_000L / PER_SECOND_AND_PUBLISHER - System.nanoTime();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
        }
        published[publisher] = count;
        nanos[publisher] = System.nanoTime() - start;
    }

    private List<Thread> startPublishers() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            int publisher = i;
            Thread thread = new Thread(() -> publish(publisher), "changing-" + i);
            thread.setUncaughtExceptionHandler((failed, thrown) -> surprises.add(failed.getName() + ": " + thrown));
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    @Test
    public void aHandlerWhoseModeChangesHandlesEachEventOnceAndInTheOrderOfItsKey() throws Exception {
        // given
        Map<Ordering, KeyedInbox> handlers = new EnumMap<>(Ordering.class);
        Map<Ordering, ServiceRegistration<EnhancedEventHandler>> registrations = new EnumMap<>(Ordering.class);
        for (Ordering ordering : List.of(Ordering.KEY, Ordering.SUBSCRIPTION)) {
            KeyedInbox handler = new KeyedInbox(PUBLISHERS * LINES_A_PUBLISHER);
            handlers.put(ordering, handler);
            registrations.put(
                    ordering,
                    context.registerService(
                            EnhancedEventHandler.class, handler, properties(ProcessingMode.SYNC, ordering)));
            subscriptions.await(ordering.name(), State.ACTIVE);
        }
        List<Thread> publishers = startPublishers();

        // when
        Map<ProcessingMode, Long> handledIn = new EnumMap<>(ProcessingMode.class);
        long start = System.nanoTime();
        for (int change = 1; change <= CHANGES; change++) {
            ProcessingMode mode = MODES[change % MODES.length];
            registrations.forEach((ordering, registration) -> {
                registration.setProperties(properties(mode, ordering));
                assertEquals(mode, subscriptions.named(ordering.name()).mode());
            });
            long before = handlers.get(Ordering.KEY).received();
            long end = start + change * EVERY_NANOS;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            handledIn.merge(mode, handlers.get(Ordering.KEY).received() - before, Long::sum);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ended = true;
        for (Thread publisher : publishers) {
            publisher.join();
        }

        // then
        long events = published[0] + published[1];
        System.out.printf(
                "%d changes of mode in %.1f s under %.0f events/s to 2 subscriptions: %d events, each once and in the"
                        + " order of its key; handled in %s%n",
                CHANGES, seconds, events * 1e9 / Math.max(nanos[0], nanos[1]), events, handledIn);
        assertEquals("[]", surprises.toString());
        handlers.forEach((ordering, handler) -> assertWhole(ordering.name(), handler, events));
    }

    private void assertWhole(String name, KeyedInbox handler, long events) {
        Wait.until(
                () -> name + ": " + events + " published, " + handler + ", " + subscriptions.named(name),
                () -> handler.received() == events);
        subscriptions.awaitEmpty(name);
        SubscriptionView counts = subscriptions.named(name);
        assertEquals(name, "[]", handler.faults().toString());
        for (int line = 0; line < PUBLISHERS * LINES_A_PUBLISHER; line++) {
            assertEquals(name, published[line / LINES_A_PUBLISHER] / LINES_A_PUBLISHER, handler.last(line));
        }
        assertEquals(counts.toString(), events, counts.offered());
        assertEquals(counts.toString(), events, counts.delivered());
        assertEquals(counts.toString(), 0, counts.failed());
        assertEquals(counts.toString(), Map.of(), counts.dropped());
    }
}
