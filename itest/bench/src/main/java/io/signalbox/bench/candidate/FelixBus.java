package io.signalbox.bench.candidate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Peer: Felix EventAdmin in a real framework, with its time-out off; as shipped it is a hundred times slower. */
final class FelixBus implements SyncBus {
    private final Felix framework;
    private final BundleContext context;
    private final EventAdmin admin;
    private Wrapped wrapped = new Wrapped(null, null);

    private record Wrapped(BenchEvent inner, Event outer) {}

    FelixBus() {
        try {
            Path home = Files.createTempDirectory("bench-felix");
            framework = new Felix(Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    home.toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN,
                    Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.osgi.service.event;version=1.4.0",
                    "org.apache.felix.eventadmin.Timeout",
                    "0"));
            framework.start();
            context = framework.getBundleContext();
            URL jar = Class.forName(
                            "org.apache.felix.eventadmin.impl.Activator",
                            false,
                            getClass().getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation();
            try (InputStream bytes = jar.openStream()) {
                context.installBundle("eventadmin", bytes).start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BundleException | ClassNotFoundException e) {
            throw new IllegalStateException("Felix EventAdmin does not start", e);
        }
        admin = context.getService(context.getServiceReference(EventAdmin.class));
    }

    @Override
    public void publish(BenchEvent event) {
        admin.sendEvent(osgi(event));
    }

    /** Posts instead: delivered on EventAdmin's own thread. */
    void post(BenchEvent event) {
        admin.postEvent(osgi(event));
    }

    /** Wraps the event; the same one again is wrapped once, so that only the bus is measured. */
    private Event osgi(BenchEvent event) {
        Wrapped last = wrapped;
        if (last.inner() != event) {
            last = new Wrapped(event, new Event(topic(event.eventType()), Map.of(Sink.PAYLOAD, event)));
            wrapped = last;
        }
        return last.outer();
    }

    private static String topic(String eventType) {
        return eventType == BenchEvent.MEASURED ? "vm/started" : eventType.replace('.', '/');
    }

    @Override
    public Object subscribe(String eventType, Sink handler) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(EventConstants.EVENT_TOPIC, topic(eventType));
        return context.registerService(EventHandler.class, handler, properties);
    }

    @Override
    public void unsubscribe(Object subscription) {
        ((ServiceRegistration<?>) subscription).unregister();
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException | InterruptedException e) {
            throw new IllegalStateException("Felix does not stop", e);
        }
    }
}
