package io.signalbox.launcher;

import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Stops the bus when the framework begins to stop, while every handler is still there, and tells its drain report.
 * The framework calls it before it stops the first bundle, whoever asked: a signal, the shell, a bundle.
 */
final class BusDrain implements SynchronousBundleListener {
    /** By name: the launcher knows no bundle. */
    private static final String BUS = "io.signalbox.api.UnifiedEventBus";

    private final BundleContext framework;
    private final Consumer<String> report;

    BusDrain(BundleContext framework, Consumer<String> report) {
        this.framework = framework;
        this.report = report;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            report.accept(drain());
        }
    }

    private String drain() {
        ServiceReference<?> reference = framework.getServiceReference(BUS);
        Object bus = reference == null ? null : framework.getService(reference);
        if (bus == null) {
            return "no bus was running: nothing to drain";
        }
        try {
            Class<?> api = bus.getClass().getClassLoader().loadClass(BUS);
            return String.valueOf(api.getMethod("stop").invoke(bus));
        } catch (InvocationTargetException e) {
            return "the bus could not be drained: " + Problem.of(e.getCause());
        } catch (ReflectiveOperationException e) {
            return "the bus could not be drained: " + Problem.of(e);
        } finally {
            framework.ungetService(reference);
        }
    }
}
