package io.signalbox.retry.internal;

import io.signalbox.api.RetryPolicy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs one configured policy into OSGi: its settings in, a {@link RetryPolicy} service of its name out. */
@Component(
        service = {},
        immediate = true,
        configurationPid = PolicySettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RetryPolicyConfig.class, factory = true)
public final class RetryPolicyComponent {
    private static final Logger LOG = LoggerFactory.getLogger(RetryPolicyComponent.class);

    private final BundleContext context;
    private final ConfiguredPolicy policy; // all below: SCR calls one method at a time
    private ServiceRegistration<RetryPolicy> registration; // null while it has no name

    @Activate
    public RetryPolicyComponent(BundleContext context, Map<String, Object> properties) {
        this.context = context;
        policy = new ConfiguredPolicy(
                read(properties, Kind.EXPONENTIAL.defaults()),
                () -> ThreadLocalRandom.current().nextDouble(),
                System::nanoTime);
        register(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        String name = policy.settings().name();
        policy.change(read(properties, policy.settings()));
        if (!name.equals(policy.settings().name())) {
            stop();
            register(properties);
        }
    }

    private static PolicySettings read(Map<String, Object> properties, PolicySettings inForce) {
        return PolicySettings.read(properties, inForce, refusal -> LOG.warn("refused: {}", refusal));
    }

    private void register(Map<String, Object> properties) {
        String name = policy.settings().name();
        if (name.isEmpty()) {
            LOG.warn("{}: name must be what subscriptions ask for, was not set", PolicySettings.pid(properties));
        } else {
            Hashtable<String, Object> named = new Hashtable<>(Map.of(RetryPolicy.NAME, name));
            registration = context.registerService(RetryPolicy.class, policy, named);
        }
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
