package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
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
 * P7 for filters and retry policies: whatever is swapped a hundred times under load, every event that is wanted comes
 * once and in order, and none that is not.
 */
@RunWith(PaxExam.class)
public class StrategySwapIT {
    private static final int CEL_QUEUE = 1 << 16;
    private static final int SWAPS = 100;
    private static final long PER_SECOND = 10_000;
    private static final String FILTER = "io.signalbox.filter";
    private static final String CEL = "io.signalbox.filter.cel";
    private static final String RETRY = "io.signalbox.retry";
    private static final String WANTED = "strategy.wanted";
    private static final String UNWANTED = "strategy.unwanted";
    private static final String LDAP_TEXT = "ldap:(eventType=" + WANTED + ")";
    private static final String CEL_TEXT = "cel:event.type == '" + WANTED + "'";
    private static final long FAILS_EVERY = 250;

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private ConfigurationAdmin configurations;

    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
    private final List<EventSubscriptionId> subscribed = new ArrayList<>();
    private Subscriptions subscriptions;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles(FILTER, CEL, RETRY)};
    }

    @Before
    public void subscribe() throws Exception {
        subscriptions = new Subscriptions(view);
        Configurations.setInstance(
                configurations, FILTER, "configured", Map.of("all", "type:strategy.*; " + LDAP_TEXT));
        Configurations.setInstance(
                configurations, RETRY, "exponential", Map.of("base.millis", 1, "cap.millis", 2, "max.attempts", 5));
        subscribe("inline", options(ProcessingMode.SYNC).filterName(LDAP_TEXT), false);
        subscribe("ldap", options(ProcessingMode.ASYNC).filterName(LDAP_TEXT), false);
        subscribe("configured", options(ProcessingMode.ASYNC).filterName("configured"), false);
        // CEL takes some tenths of a second to start, and its mailbox has to hold what comes meanwhile
        subscribe("cel", options(ProcessingMode.ASYNC).filterName(CEL_TEXT).queueCapacity(CEL_QUEUE), false);
        subscribe("retried", options(ProcessingMode.ASYNC).filterName(LDAP_TEXT).retryPolicyName("exponential"), true);
        ledgers.keySet().forEach(name -> subscriptions.await(name, State.ACTIVE));
    }

    private static SubscriptionOptions.Builder options(ProcessingMode mode) {
        return SubscriptionOptions.builder().mode(mode);
    }

    private void subscribe(String name, SubscriptionOptions.Builder options, boolean fails) {
        Ledger ledger = new Ledger();
        ledgers.put(name, ledger);
        EnhancedEventHandler entering = event -> ledger.accept(((LongSupplier) event).getAsLong());
        EnhancedEventHandler handler = fails ? new FailingFirst(entering) : entering;
        subscribed.add(bus.subscribe("strategy.*", handler, options.name(name).build()));
    }

    /** Fails the first try of some events. */
    private static final class FailingFirst implements EnhancedEventHandler {
        private final EnhancedEventHandler next;
        private long failed; // one call at a time

        FailingFirst(EnhancedEventHandler next) {
            this.next = next;
        }

        @Override
        public void handle(DomainEvent event) throws Exception {
            long number = ((LongSupplier) event).getAsLong();
            if (number % FAILS_EVERY == 0 && number > failed) {
                failed = number;
                throw new IllegalStateException("the first try of " + number);
            }
            next.handle(event);
        }
    }

    @After
    public void unsubscribe() {
        subscribed.forEach(bus::unsubscribe);
    }

    private interface Swap {
        void run() throws Exception;
    }

    private void underLoad(String what, Swap swap) throws Exception {
        Load wanted = new Load(bus, WANTED, PER_SECOND);
        Load unwanted = new Load(bus, UNWANTED, PER_SECOND / 2);
        long start = System.nanoTime();
        for (int round = 0; round < SWAPS; round++) {
            swap.run();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        wanted.close();
        unwanted.close();
        for (Map.Entry<String, Ledger> each : ledgers.entrySet()) {
            Wait.until(
                    () -> what + ": published " + wanted.published() + ", handled "
                            + each.getValue().last() + " by " + subscriptions.named(each.getKey()),
                    () -> each.getValue().last() == wanted.published()
                            && subscriptions.named(each.getKey()).queued() == 0);
        }
        System.out.printf(
                "%s: %d swaps in %.1f s under %.0f events/s, %d wanted by %d subscriptions, each once and in order,"
                        + " %d unwanted, %d tried again%n",
                what,
                SWAPS,
                seconds,
                wanted.rate() + unwanted.rate(),
                wanted.published(),
                ledgers.size(),
                unwanted.published(),
                subscriptions.named("retried").retried());
        assertEquals(what, "[]", wanted.faults().toString());
        assertEquals(what, "[]", unwanted.faults().toString());
        ledgers.forEach((name, ledger) -> assertBalanced(what + ", " + name, name, wanted, unwanted));
    }

    private void assertBalanced(String what, String name, Load wanted, Load unwanted) {
        SubscriptionView seen = subscriptions.named(name);
        assertEquals(what, "[]", ledgers.get(name).faults().toString());
        assertEquals(what, wanted.published() + unwanted.published(), seen.offered());
        assertEquals(what, wanted.published(), seen.delivered());
        assertEquals(what, unwanted.published(), seen.filtered());
        assertEquals(what, 0, seen.parked());
        assertEquals(what, 0, Subscriptions.dropped(seen));
        if (name.equals("retried")) {
            assertEquals(what, wanted.published() / FAILS_EVERY, seen.failed());
            assertEquals(what, seen.failed(), seen.retried());
        }
    }

    private void updated(String artifact) throws Exception {
        Bundle bundle = Bundles.find(context, artifact);
        byte[] bytes = Bundles.bytes(artifact);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        underLoad(artifact + " updated", () -> {
            loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            bundle.update(Bundles.stream(bytes));
            // CEL is compiled anew each time: the next swap has to leave room for what it makes wait
            Wait.until(
                    () -> "still waiting: " + subscriptions.named("cel"),
                    () -> subscriptions.named("cel").queued() < CEL_QUEUE / 4);
        });
        Wait.until(
                () -> loaders.stream().filter(loader -> loader.get() != null).count() + " of " + loaders.size()
                        + " old class loaders are still there",
                () -> {
                    System.gc();
                    return loaders.stream().allMatch(loader -> loader.get() == null);
                });
    }

    private void stoppedAndStarted(String artifact) throws Exception {
        Bundle bundle = Bundles.find(context, artifact);
        underLoad(artifact + " stopped and started", () -> {
            bundle.stop();
            bundle.start();
        });
    }

    @Test
    public void theFiltersBundleIsUpdatedAndItsOldClassesGo() throws Exception {
        updated(FILTER);
    }

    @Test
    public void theFiltersBundleIsStoppedAndStarted() throws Exception {
        stoppedAndStarted(FILTER);
    }

    @Test
    public void theCelBundleIsUpdatedAndItsOldClassesGo() throws Exception {
        updated(CEL);
    }

    @Test
    public void theRetryBundleIsUpdatedAndItsOldClassesGo() throws Exception {
        updated(RETRY);
    }

    @Test
    public void theRetryBundleIsStoppedAndStarted() throws Exception {
        stoppedAndStarted(RETRY);
    }

    @Test
    public void aSubscriptionHoldsWhileItsFilterIsMissingSaysSoAndGoesOn() throws Exception {
        missing(
                FILTER,
                Map.of(
                        "inline", "filter '" + LDAP_TEXT + "' is missing",
                        "ldap", "filter '" + LDAP_TEXT + "' is missing",
                        "configured", "filter 'configured' is missing"));
    }

    @Test
    public void aSubscriptionHoldsWhileItsRetryPolicyIsMissingSaysSoAndGoesOn() throws Exception {
        missing(RETRY, Map.of("retried", "retry policy 'exponential' is missing"));
    }

    private void missing(String artifact, Map<String, String> reasons) throws Exception {
        // given
        Bundle bundle = Bundles.find(context, artifact);
        publish(1, 10);
        ledgers.keySet().forEach(subscriptions::awaitEmpty);

        // when
        bundle.stop();
        publish(11, 20);

        // then
        reasons.forEach((name, reason) -> {
            SubscriptionView holding = subscriptions.named(name);
            assertEquals(name, State.HOLDING, holding.state());
            assertTrue(name + ": " + holding.reason(), holding.reason().contains(reason));
            assertEquals(name, 20, holding.queued());
            assertEquals(name, 10, ledgers.get(name).last());
        });
        bundle.start();
        ledgers.forEach((name, ledger) -> {
            Wait.until(() -> name + " has handled " + ledger.last(), () -> ledger.last() == 20);
            subscriptions.await(name, State.ACTIVE);
            assertEquals(name, "[]", ledger.faults().toString());
        });
    }

    private void publish(long first, long last) {
        for (long number = first; number <= last; number++) {
            assertTrue(bus.publish(new Numbered(WANTED, number)).complete());
            assertTrue(bus.publish(new Numbered(UNWANTED, number)).complete());
        }
    }
}
