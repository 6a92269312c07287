package io.signalbox.container;

import static org.junit.Assert.assertEquals;

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
import java.util.EnumMap;
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

/** P7 for BATCH, ADAPTIVE and the tuning: swapped a hundred times under load, every event comes once and in order. */
@RunWith(PaxExam.class)
public class ModeSwapIT {
    private static final int SWAPS = 100;
    private static final long PER_SECOND = 10_000;
    private static final String BATCH = "io.signalbox.processor.batch";
    private static final String ADAPTIVE = "io.signalbox.processor.adaptive";
    private static final String TUNING = "io.signalbox.tuning";

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    private final Map<ProcessingMode, Ledger> ledgers = new EnumMap<>(ProcessingMode.class);
    private final List<EventSubscriptionId> subscribed = new ArrayList<>();

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles(BATCH, ADAPTIVE, TUNING)};
    }

    @Before
    public void subscribe() {
        Subscriptions subscriptions = new Subscriptions(view);
        for (ProcessingMode mode : List.of(ProcessingMode.BATCH, ProcessingMode.ADAPTIVE)) {
            Ledger ledger = new Ledger();
            ledgers.put(mode, ledger);
            EnhancedEventHandler entering = event -> ledger.accept(((LongSupplier) event).getAsLong());
            subscribed.add(bus.subscribe(
                    "modes.*",
                    entering,
                    SubscriptionOptions.builder().mode(mode).name(mode.name()).build()));
            subscriptions.await(mode.name(), State.ACTIVE);
        }
    }

    @After
    public void unsubscribe() {
        subscribed.forEach(bus::unsubscribe);
    }

    private String processing(ProcessingMode mode) {
        return view.subscriptions().stream()
                .filter(each -> each.name().equals(mode.name()))
                .map(SubscriptionView::processing)
                .findFirst()
                .orElse("");
    }

    private void updatedUnderLoad(String artifact) throws Exception {
        Bundle bundle = Bundles.find(context, artifact);
        byte[] bytes = Bundles.bytes(artifact);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Load load = new Load(bus, "modes.load", PER_SECOND);
        for (int round = 0; round < SWAPS; round++) {
            loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            bundle.update(Bundles.stream(bytes));
        }
        load.close();
        ledgers.forEach((mode, ledger) -> Wait.until(
                () -> artifact + ", " + mode + ": published " + load.published() + ", handled " + ledger.last(),
                () -> ledger.last() == load.published()));
        System.out.printf(
                "%s: %d updates under %.0f events/s, %d events, each once and in order%n",
                artifact, SWAPS, load.rate(), load.published());
        assertEquals(artifact, "[]", load.faults().toString());
        ledgers.forEach((mode, ledger) ->
                assertEquals(artifact + ", " + mode, "[]", ledger.faults().toString()));
        Wait.until(
                () -> loaders.stream().filter(loader -> loader.get() != null).count() + " of " + loaders.size()
                        + " old class loaders are still there",
                () -> {
                    System.gc();
                    return loaders.stream().allMatch(loader -> loader.get() == null);
                });
    }

    @Test
    public void theBatchProcessorsBundleIsUpdated() throws Exception {
        updatedUnderLoad(BATCH);
    }

    @Test
    public void theAdaptiveProcessorsBundleIsUpdated() throws Exception {
        updatedUnderLoad(ADAPTIVE);
    }

    @Test
    public void theTuningsBundleIsUpdated() throws Exception {
        updatedUnderLoad(TUNING);
    }

    @Test
    public void theViewSaysHowASubscriptionIsServedAndWhy() throws Exception {
        // when
        try (Load load = new Load(bus, "modes.load", 1_000)) {
            // then
            Wait.until(
                    () -> "BATCH: " + processing(ProcessingMode.BATCH) + "; ADAPTIVE: "
                            + processing(ProcessingMode.ADAPTIVE) + " after " + load.published(),
                    () -> processing(ProcessingMode.BATCH).startsWith("batches of ")
                            && processing(ProcessingMode.ADAPTIVE).contains(" waiting, "));
        }
    }

    @Test
    public void whileTheStrategyIsAwayTheLastValuesStayAndThatIsSaid() throws Exception {
        // given
        Bundle tuning = Bundles.find(context, TUNING);

        // when
        tuning.stop();

        // then
        Wait.until(
                () -> processing(ProcessingMode.BATCH),
                () -> processing(ProcessingMode.BATCH).contains("there is no tuning strategy 'smart'"));
        tuning.start();
        Wait.until(
                () -> processing(ProcessingMode.BATCH),
                () -> !processing(ProcessingMode.BATCH).contains("there is no tuning strategy"));
    }
}
