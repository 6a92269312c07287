package io.signalbox.retry.internal;

import io.signalbox.api.RetryPolicy;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Offers one {@link RetryPolicy} service of each {@link Kind} under its name, with its defaults. They rank below what is
 * configured, so {@code io.signalbox.retry-exponential.cfg} takes the place of the ready-made one.
 */
@Component(
        service = {},
        immediate = true)
public final class ReadyPoliciesComponent {
    private static final int RANKING = -1_000;

    private final List<ServiceRegistration<RetryPolicy>> registrations = new ArrayList<>(); // written by activate only

    @Activate
    public ReadyPoliciesComponent(BundleContext context) {
        for (Kind kind : Kind.values()) {
            Hashtable<String, Object> properties =
                    new Hashtable<>(Map.of(RetryPolicy.NAME, kind.text(), "service.ranking", RANKING));
            RetryPolicy policy = new ConfiguredPolicy(
                    kind.defaults(), () -> ThreadLocalRandom.current().nextDouble(), System::nanoTime);
            registrations.add(context.registerService(RetryPolicy.class, policy, properties));
        }
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
