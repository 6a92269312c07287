package io.signalbox.source.qmp.internal;

import io.signalbox.api.UnifiedEventBus;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs one watched QEMU into OSGi: the bus and the settings of one factory configuration in. */
@Component(
        service = {},
        immediate = true,
        configurationPid = DialOutSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DialOutConfig.class, factory = true)
public final class DialOutComponent {
    private static final Logger LOG = LoggerFactory.getLogger(DialOutComponent.class);

    private final UnifiedEventBus bus;
    private final String pid;
    private DialOutSettings settings = DialOutSettings.DEFAULT; // SCR calls one method at a time
    private DialOut source; // null while there is no socket

    @Activate
    public DialOutComponent(@Reference UnifiedEventBus bus, Map<String, Object> properties) {
        this.bus = bus;
        this.pid = String.valueOf(properties.getOrDefault("service.pid", DialOutSettings.PID));
        change(properties);
    }

    @Modified
    void change(Map<String, Object> properties) {
        DialOutSettings next = DialOutSettings.read(pid, properties, settings, DialOutComponent::refused);
        boolean sameVm = next.socket().equals(settings.socket()) && next.name().equals(settings.name());
        settings = next;
        if (source != null && sameVm) {
            source.change(next);
            return;
        }
        stop();
        if (next.socket().isEmpty()) {
            LOG.warn("{}: socket must be the path on which a QEMU listens, was not set", pid);
        } else {
            Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
            source = new DialOut(bus, HostName.get(), next, Claims.SHARED, backoff);
        }
    }

    private static void refused(String refusal) {
        LOG.warn("refused: {}", refusal);
    }

    @Deactivate
    void stop() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
