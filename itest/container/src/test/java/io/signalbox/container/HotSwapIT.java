package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.LongConsumer;
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
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;

/** P7: whatever is swapped a hundred times under load, every event comes once and in order. */
@RunWith(PaxExam.class)
public class HotSwapIT {
    private static final int SWAPS = 100;
    private static final long PER_SECOND = 60_000;
    private static final String ASYNC = "io.signalbox.processor.async";
    private static final String SYNC = "io.signalbox.processor.sync";
    private static final String HANDLER = "io.signalbox.itest.handler";

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    private final Ledger inline = new Ledger();
    private final Ledger queued = new Ledger();
    private ServiceRegistration<LongConsumer> registration;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles(HANDLER)};
    }

    @Before
    public void openLedgers() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("ledger", "handler");
        registration = context.registerService(LongConsumer.class, queued, properties);
        bus.subscribe("numbered.inline", entering(inline), options(ProcessingMode.SYNC));
        Wait.until(() -> "the handler is subscribed", () -> subscribed("ledger"));
    }

    private boolean subscribed(String name) {
        return view.subscriptions().stream()
                .anyMatch(each -> each.name().equals(name) && each.state() == SubscriptionView.State.ACTIVE);
    }

    @After
    public void closeLedgers() {
        registration.unregister();
    }

    private static EnhancedEventHandler entering(Ledger ledger) {
        return event -> ledger.accept(((LongSupplier) event).getAsLong());
    }

    private static SubscriptionOptions options(ProcessingMode mode) {
        return SubscriptionOptions.builder().mode(mode).build();
    }

    private interface Swap {
        void run(int round) throws Exception;
    }

    private void underLoad(String name, Swap swap) throws Exception {
        Load inlineLoad = new Load(bus, "numbered.inline", PER_SECOND / 2);
        Load queuedLoad = new Load(bus, "numbered.queued", PER_SECOND / 2);
        long start = System.nanoTime();
        for (int round = 0; round < SWAPS; round++) {
            swap.run(round);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        inlineLoad.close();
        queuedLoad.close();
        Wait.until(
                () -> name + ": published " + queuedLoad.published() + ", handled " + queued.last() + ", "
                        + bus.stats(),
                () -> queued.last() == queuedLoad.published());
        System.out.printf(
                "%s: %d swaps in %.1f s under %.0f events/s, %d + %d events, each once and in order%n",
                name,
                SWAPS,
                seconds,
                inlineLoad.rate() + queuedLoad.rate(),
                inlineLoad.published(),
                queuedLoad.published());
        assertEquals(name, "[]", inlineLoad.faults().toString());
        assertEquals(name, "[]", queuedLoad.faults().toString());
        assertEquals(name, "[]", inline.faults().toString());
        assertEquals(name, "[]", queued.faults().toString());
        assertEquals(name, inlineLoad.published(), inline.last());
    }

    @Test
    public void theAsyncProcessorsBundleIsUpdated() throws Exception {
        Bundle bundle = Bundles.find(context, ASYNC);
        byte[] bytes = Bundles.bytes(ASYNC);
        underLoad("async updated", round -> bundle.update(Bundles.stream(bytes)));
    }

    @Test
    public void theAsyncProcessorsBundleIsStoppedAndStarted() throws Exception {
        Bundle bundle = Bundles.find(context, ASYNC);
        underLoad("async stopped and started", round -> {
            bundle.stop();
            bundle.start();
        });
    }

    @Test
    public void theAsyncProcessorIsReplacedByAnotherBundlesOne() throws Exception {
        replacedByAnother("async replaced", ASYNC);
    }

    @Test
    public void theSyncProcessorsBundleIsUpdated() throws Exception {
        Bundle bundle = Bundles.find(context, SYNC);
        byte[] bytes = Bundles.bytes(SYNC);
        underLoad("sync updated", round -> bundle.update(Bundles.stream(bytes)));
    }

    @Test
    public void theSyncProcessorsBundleIsStoppedAndStarted() throws Exception {
        Bundle bundle = Bundles.find(context, SYNC);
        underLoad("sync stopped and started", round -> {
            bundle.stop();
            bundle.start();
        });
    }

    @Test
    public void theSyncProcessorIsReplacedByAnotherBundlesOne() throws Exception {
        replacedByAnother("sync replaced", SYNC);
    }

    /** Two bundles take turns: one comes before the other goes. */
    private void replacedByAnother(String name, String artifact) throws Exception {
        Bundle first = Bundles.find(context, artifact);
        byte[] bytes = Bundles.renamed(artifact, artifact + ".other");
        Bundle second = context.installBundle("other:" + artifact, Bundles.stream(bytes));
        underLoad(name, round -> {
            (round % 2 == 0 ? second : first).start();
            (round % 2 == 0 ? first : second).stop();
        });
        first.start();
        second.uninstall();
    }

    @Test
    public void aNamedHandlersBundleIsUpdatedAndItsOldClassesGo() throws Exception {
        Bundle bundle = Bundles.find(context, HANDLER);
        byte[] bytes = Bundles.bytes(HANDLER);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        underLoad("handler updated", round -> {
            loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            bundle.update(Bundles.stream(bytes));
        });
        assertCollected(loaders);
    }

    @Test
    public void theOldClassesOfUpdatedProcessorsGo() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (String artifact : new String[] {ASYNC, SYNC}) {
            Bundle bundle = Bundles.find(context, artifact);
            byte[] bytes = Bundles.bytes(artifact);
            for (int i = 0; i < SWAPS; i++) {
                bus.publish(new Numbered("numbered.inline", inline.last() + 1));
                bus.publish(new Numbered("numbered.queued", i + 1));
                loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
                bundle.update(Bundles.stream(bytes));
            }
        }
        assertCollected(loaders);
    }

    private static void assertCollected(List<WeakReference<ClassLoader>> loaders) {
        assertTrue("there were updates", loaders.size() >= SWAPS);
        Wait.until(
                () -> loaders.stream().filter(loader -> loader.get() != null).count() + " of " + loaders.size()
                        + " old class loaders are still there",
                () -> {
                    System.gc();
                    return loaders.stream().allMatch(loader -> loader.get() == null);
                });
    }
}
