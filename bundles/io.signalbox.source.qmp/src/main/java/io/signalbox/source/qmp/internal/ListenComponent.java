package io.signalbox.source.qmp.internal;

import io.signalbox.api.UnifiedEventBus;
import java.io.IOException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs the listening socket into OSGi: the bus and settings in. */
@Component(
        service = {},
        immediate = true,
        configurationPid = ListenSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ListenConfig.class)
public final class ListenComponent {
    private static final Logger LOG = LoggerFactory.getLogger(ListenComponent.class);

    private final UnifiedEventBus bus;
    private ListenSettings settings = ListenSettings.DEFAULT; // SCR calls one method at a time
    private DialIn source; // null while nothing is listened on

    @Activate
    public ListenComponent(@Reference UnifiedEventBus bus, Map<String, Object> properties) {
        this.bus = bus;
        change(properties);
    }

    @Modified
    void change(Map<String, Object> properties) {
        ListenSettings next = ListenSettings.read(properties, settings, ListenComponent::refused);
        boolean sameSocket = next.socket().equals(settings.socket());
        settings = next;
        if (source != null && sameSocket) {
            source.change(next);
        } else {
            stop();
            listen();
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

    private void listen() {
        if (settings.socket().isEmpty()) {
            LOG.warn("{}: socket must be the path to listen on, was not set", ListenSettings.PID);
            return;
        }
        try {
            source = new DialIn(bus, HostName.get(), settings, Claims.SHARED);
            LOG.info("listening for QEMUs on {}", settings.socket());
        } catch (IOException e) {
            LOG.warn(
                    "{}: socket must be a path to listen on, was '{}': {}",
                    ListenSettings.PID,
                    settings.socket(),
                    e.toString());
        }
    }
}
