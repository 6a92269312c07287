package io.signalbox.vm.migrator.internal;

import io.signalbox.api.spi.EventVersionMigrator;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Plugs the {@link VmSteps} into OSGi: one service for each. */
@Component(
        service = {},
        immediate = true)
public final class VmMigratorsComponent {
    private final List<ServiceRegistration<EventVersionMigrator>> services;

    @Activate
    public VmMigratorsComponent(BundleContext context) {
        services = VmSteps.ALL.stream()
                .map(step -> context.registerService(EventVersionMigrator.class, step, null))
                .toList();
    }

    @Deactivate
    void end() {
        services.forEach(ServiceRegistration::unregister);
    }
}
