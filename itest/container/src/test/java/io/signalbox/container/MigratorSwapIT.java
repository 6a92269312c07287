package io.signalbox.container;

import static org.junit.Assert.assertEquals;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.EventVersions;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.vm.Memory.MemoryAllocated;
import io.signalbox.vm.Memory.MemoryAllocatedV2;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** P7 for migrators: their bundle is swapped a hundred times under load, and every old event comes once, in order, lifted. */
@RunWith(PaxExam.class)
public class MigratorSwapIT {
    private static final int SWAPS = 100;
    private static final long PAUSE_NANOS = 50_000;
    private static final String MIGRATOR = "io.signalbox.vm.migrator";
    private static final String TYPE = "memory.allocated";

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private EventVersions versions;

    @Inject
    private BusView view;

    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
    private final List<EventSubscriptionId> subscribed = new ArrayList<>();
    private Subscriptions subscriptions;
    private volatile boolean ended;
    private volatile long published;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles("io.signalbox.vm", MIGRATOR)};
    }

    @Before
    public void subscribe() {
        subscriptions = new Subscriptions(view);
        Wait.until(() -> "the migrators are there", () -> versions.latestVersion(TYPE) == 2);
        subscribe("inline", ProcessingMode.SYNC);
        subscribe("queued", ProcessingMode.ASYNC);
    }

    private void subscribe(String name, ProcessingMode mode) {
        Ledger ledger = new Ledger();
        ledgers.put(name, ledger);
        EnhancedEventHandler handler = event -> ledger.accept(((MemoryAllocatedV2) event).addr());
        subscribed.add(bus.subscribe(
                TYPE,
                handler,
                SubscriptionOptions.builder().name(name).mode(mode).build()));
    }

    @After
    public void unsubscribe() {
        subscribed.forEach(bus::unsubscribe);
    }

    private interface Swap {
        void run() throws Exception;
    }

    private void underLoad(String what, Swap swap) throws Exception {
        Thread publisher = new Thread(this::publish, "old-events");
        publisher.start();
        long start = System.nanoTime();
        for (int round = 0; round < SWAPS; round++) {
            swap.run();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ended = true;
        publisher.join();
        for (Map.Entry<String, Ledger> each : ledgers.entrySet()) {
            Wait.until(
                    () -> what + ": published " + published + ", handled "
                            + each.getValue().last() + " by " + subscriptions.named(each.getKey()),
                    () -> each.getValue().last() == published);
            SubscriptionView seen = subscriptions.named(each.getKey());
            assertEquals(what, "[]", each.getValue().faults().toString());
            assertEquals(what, published, seen.offered());
            Wait.until(
                    () -> what + ": " + seen,
                    () -> subscriptions.named(each.getKey()).delivered() == published);
        }
        System.out.printf(
                "migrators %s: %d swaps in %.1f s, %d old events, each lifted, once and in order%n",
                what, SWAPS, seconds, published);
    }

    private void publish() {
        while (!ended) {
            DomainEvent old = new MemoryAllocated("vm-1", Instant.EPOCH, published + 1, 4096);
            bus.publish(old);
            published++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Test
    public void theirBundleIsUpdatedAndItsOldClassesGo() throws Exception {
        Bundle bundle = Bundles.find(context, MIGRATOR);
        byte[] bytes = Bundles.bytes(MIGRATOR);
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
    public void theirBundleIsStoppedAndStarted() throws Exception {
        Bundle bundle = Bundles.find(context, MIGRATOR);
        underLoad("stopped and started", () -> {
            bundle.stop();
            bundle.start();
        });
    }
}
