package io.signalbox.source.jfr.internal;

import io.signalbox.api.UnifiedEventBus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs the flight recorder source into OSGi: the bus and settings in. */
@Component(
        service = {},
        immediate = true,
        configurationPid = JfrSettings.PID)
@Designate(ocd = JfrSourceConfig.class)
public final class JfrSourceComponent {
    private static final Logger LOG = LoggerFactory.getLogger(JfrSourceComponent.class);

    private final JfrSource source;
    private JfrSettings settings; // SCR calls one method at a time

    @Activate
    public JfrSourceComponent(@Reference UnifiedEventBus bus, Map<String, Object> properties) {
        settings = JfrSettings.read(properties, JfrSettings.DEFAULT, JfrSourceComponent::refused);
        source = new JfrSource(bus, hostName(), settings, LOG::warn);
        LOG.info("telling {} kinds of events of this JVM", settings.kinds().size());
    }

    @Modified
    void change(Map<String, Object> properties) {
        settings = JfrSettings.read(properties, settings, JfrSourceComponent::refused);
        source.change(settings);
    }

    @Deactivate
    void stop() {
        source.close();
        LOG.info("the JVM's events are no longer told: {}", source.counts());
    }

    private static void refused(String refusal) {
        LOG.warn("refused: {}", refusal);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
