package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ch.qos.logback.classic.Level;
import io.signalbox.api.BusStoppedException;
import io.signalbox.api.Receipt;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.util.Hashtable;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
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
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** P7 and P9: a handler's bundle, and the bus's own, come and go under load. */
@RunWith(PaxExam.class)
public class RestartIT {
    private static final int STOPS = 1_000;
    private static final int BUS_RESTARTS = 20;
    private static final long PER_SECOND = 20_000;
    private static final String HANDLER = "io.signalbox.itest.handler";

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    private final Ledger ledger = new Ledger();
    private ServiceRegistration<LongConsumer> registration;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles(HANDLER)};
    }

    @Before
    public void openLedger() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("ledger", "handler");
        registration = context.registerService(LongConsumer.class, ledger, properties);
        Wait.until(
                () -> "the handler is subscribed",
                () -> view.subscriptions().stream()
                        .anyMatch(
                                each -> each.name().equals("ledger") && each.state() == SubscriptionView.State.ACTIVE));
    }

    @After
    public void closeLedger() {
        registration.unregister();
    }

    @Test
    public void aHandlersBundleStoppedAThousandTimesIsNotCalledAfterwardsAndLosesNothing() throws Exception {
        // given
        Bundle handler = Bundles.find(context, HANDLER);
        try (LogCapture log = new LogCapture("io.signalbox")) {
            Load load = new Load(bus, "numbered.queued", PER_SECOND);
            long start = System.nanoTime();
            for (int i = 0; i < STOPS; i++) {
                long before = ledger.last();
                Wait.until(() -> "nothing comes: " + view.subscriptions(), () -> ledger.last() > before);

                // when
                handler.stop();

                // then
                long stopped = ledger.last();
                long published = load.published();
                Wait.until(() -> "nothing is published", () -> load.published() > published);
                assertEquals("called after stop " + i, stopped, ledger.last());
                handler.start();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            load.close();
            Wait.until(
                    () -> "published " + load.published() + ", handled " + ledger.last() + ", " + bus.stats(),
                    () -> ledger.last() == load.published());
            System.out.printf(
                    "%d stops of a handler's bundle in %.1f s under %.0f events/s: %d events, each once and in order%n",
                    STOPS, seconds, load.rate(), load.published());
            assertEquals("[]", ledger.faults().toString());
            assertEquals("[]", load.faults().toString());
            assertEquals("no warning, no error", List.of(), log.lines(Level.WARN));
        }
    }

    @Test
    public void theBussBundleIsUpdatedUnderLoad() throws Exception {
        byte[] bytes = Bundles.bytes(Configurations.CORE);
        restarting("updated", core -> core.update(Bundles.stream(bytes)));
    }

    @Test
    public void theBussBundleIsRefreshedUnderLoad() throws Exception {
        restarting("refreshed", this::refresh);
    }

    private void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle("System Bundle")
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        assertTrue("refreshed", refreshed.await(60, TimeUnit.SECONDS));
    }

    /** The present bus as it sees itself. */
    private String picture() {
        ServiceReference<BusView> reference = context.getServiceReference(BusView.class);
        BusView now = reference == null ? null : context.getService(reference);
        return now == null ? "no bus; " : now.processors() + ", " + now.subscriptions() + "; ";
    }

    private interface Restart {
        void run(Bundle core) throws Exception;
    }

    private void restarting(String title, Restart restart) throws Exception {
        // given
        Bundle core = Bundles.find(context, Configurations.CORE);
        try (Outcomes outcomes = new Outcomes(context);
                LogCapture log = new LogCapture("io.signalbox")) {
            for (int i = 0; i < BUS_RESTARTS; i++) {
                long before = ledger.last();
                Wait.until(() -> "nothing is handled: " + picture() + outcomes, () -> ledger.last() > before);

                // when
                restart.run(core);
            }
            long before = ledger.last();
            Wait.until(() -> "nothing is handled: " + picture() + outcomes, () -> ledger.last() > before);

            // then
            outcomes.end();
            Wait.until(() -> ledger.last() + " handled, " + outcomes, () -> ledger.last() == outcomes.accepted);
            System.out.printf("the bus's bundle %s %d times under load: %s%n", title, BUS_RESTARTS, outcomes);
            assertEquals("[]", outcomes.surprises.toString());
            assertEquals("[]", ledger.faults().toString());
            assertEquals("no error", List.of(), log.lines(Level.ERROR));
        }
    }

    /** Publishes to whatever bus there is, and knows of every publish what became of it. */
    private static final class Outcomes implements AutoCloseable {
        private static final int MOST_SURPRISES = 20;
        final Queue<String> surprises = new ConcurrentLinkedQueue<>();
        volatile long accepted;
        private final BundleContext context;
        private final Thread thread = new Thread(this::run, "outcomes");
        private long stopped;
        private long gone;
        private long nobody;
        private long closed;
        private volatile boolean ended;

        Outcomes(BundleContext context) {
            this.context = context;
            thread.start();
        }

        private void run() {
            while (!ended) {
                ServiceReference<UnifiedEventBus> reference = context.getServiceReference(UnifiedEventBus.class);
                UnifiedEventBus bus = reference == null ? null : context.getService(reference);
                if (bus == null) {
                    gone++;
                } else {
                    for (int i = 0; i < 100; i++) {
                        publish(bus);
                    }
                    context.ungetService(reference);
                }
            }
        }

        private void publish(UnifiedEventBus bus) {
            try {
                Receipt receipt = bus.publish(new Numbered("numbered.queued", accepted + 1));
                if (receipt.accepted().contains("ledger")) {
                    accepted = accepted + 1;
                } else if (receipt.accepted().isEmpty() && receipt.complete()) {
                    nobody++; // the bus is back before the handler is
                } else if (receipt.refused().stream().allMatch(each -> each.reason() == RefusalReason.CLOSED)) {
                    closed++; // the bus was stopped while the event was on its way
                } else {
                    surprise(receipt.toString());
                }
            } catch (BusStoppedException e) {
                stopped++;
            } catch (RuntimeException | LinkageError e) {
                surprise(e.toString());
            }
        }

        private void surprise(String what) {
            if (surprises.size() < MOST_SURPRISES) {
                surprises.add(what);
            }
        }

        @Override
        public void close() {
            end();
        }

        void end() {
            ended = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return accepted + " accepted, " + stopped + " refused by BusStoppedException, " + closed
                    + " refused as CLOSED, " + nobody + " without a subscriber, " + gone + " times no bus; "
                    + surprises;
        }
    }
}
