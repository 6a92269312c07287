package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DrainReport;
import io.signalbox.api.UnifiedEventBus;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

@Timeout(60)
class BusDrainTest {

    @TempDir
    Path folder;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private Framework framework;

    @BeforeEach
    void startFramework() throws BundleException {
        framework = new Felix(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString(), "felix.log.level", "0"));
        framework.start();
        framework.getBundleContext().addBundleListener(new BusDrain(framework.getBundleContext(), told::add));
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void theReportOfTheBusIsTold() throws Exception {
        DrainReport report =
                new DrainReport(Duration.ofMillis(7), List.of(new DrainReport.Line("billing", 3, 2, 0, 0, 1)));
        register(() -> report);

        stopFramework();

        assertThat(told).containsExactly(report.toString());
    }

    @Test
    void aBusThatFailsToDrainDoesNotHinderTheStop() throws Exception {
        register(() -> {
            throw new IllegalStateException("the store is gone");
        });

        stopFramework();

        assertThat(told).containsExactly("the bus could not be drained: the store is gone");
    }

    @Test
    void withoutABusThereIsNothingToDrain() throws Exception {
        stopFramework();

        assertThat(told).containsExactly("no bus was running: nothing to drain");
    }

    private void register(Supplier<DrainReport> stop) {
        Object bus = Proxy.newProxyInstance(
                UnifiedEventBus.class.getClassLoader(),
                new Class<?>[] {UnifiedEventBus.class},
                (proxy, method, arguments) -> method.getName().equals("stop") ? stop.get() : null);
        framework.getBundleContext().registerService(UnifiedEventBus.class, (UnifiedEventBus) bus, null);
    }
}
