package io.signalbox.itest.guest;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.ProcessingMode;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Says which version of this bundle heard which event. */
@Component
@EventSubscription(types = "jvm.*", name = "greeter", mode = ProcessingMode.ASYNC)
public final class Greeter implements EnhancedEventHandler {
    private final Version version;

    @Activate
    public Greeter(BundleContext context) {
        version = context.getBundle().getVersion();
    }

    @Override
    public void handle(DomainEvent event) {
        System.out.println("guest " + version + " heard " + event);
    }
}
