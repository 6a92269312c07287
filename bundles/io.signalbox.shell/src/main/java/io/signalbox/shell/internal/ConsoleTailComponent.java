package io.signalbox.shell.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugs the console's tail into the bus: a handler service for as long as there are lines to print. A handler of its
 * own, not a component, since its patterns come from settings.
 */
@Component(service = ConsoleTailComponent.class, immediate = true, configurationPid = ConsoleTailSettings.PID)
@Designate(ocd = ConsoleTailConfig.class)
public final class ConsoleTailComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleTailComponent.class);

    private final BundleContext context;
    private final AtomicReference<ServiceRegistration<?>> subscribed = new AtomicReference<>();
    private ConsoleTailSettings settings = ConsoleTailSettings.DEFAULT; // guarded by this

    @Activate
    public ConsoleTailComponent(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        apply(properties);
        show();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        apply(properties);
        end();
        show();
    }

    @Deactivate
    void end() {
        ServiceRegistration<?> ended = subscribed.getAndSet(null);
        if (ended != null) {
            ended.unregister();
        }
    }

    private synchronized void apply(Map<String, Object> properties) {
        settings = ConsoleTailSettings.read(properties, settings, refusal -> LOG.warn("refused: {}", refusal));
    }

    private synchronized void show() {
        if (settings.lines() == 0 || Boolean.parseBoolean(context.getProperty("signalbox.quiet"))) {
            return;
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        String[] types = settings.types().stream().map(EventPattern::text).toArray(String[]::new);
        properties.put(EventSubscription.PREFIX_ + "types", types);
        properties.put(EventSubscription.PREFIX_ + "mode", ProcessingMode.ASYNC.name());
        properties.put(EventSubscription.PREFIX_ + "overflow", OverflowPolicy.DROP_OLDEST.name());
        ConsoleTail tail = new ConsoleTail(settings.lines(), System.out::println, this::end);
        subscribed.set(context.registerService(EnhancedEventHandler.class, tail, properties));
        if (tail.done()) {
            end();
        }
    }
}
