package io.signalbox.processor.adaptive.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs the {@link AdaptiveProcessor}, its settings and the modes that are present into OSGi. */
@Component(
        service = EventProcessor.class,
        name = AdaptiveProcessorComponent.NAME,
        configurationPid = AdaptiveSettings.PID,
        immediate = true)
@Designate(ocd = AdaptiveProcessorConfig.class)
public final class AdaptiveProcessorComponent implements EventProcessor {
    static final String NAME = "io.signalbox.processor.adaptive";

    private static final String TARGET = "Processor.target"; // of the reference; the container adds it

    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveProcessorComponent.class);

    private final AdaptiveProcessor processor;
    private final Map<EventProcessor, ProcessingMode> present = new IdentityHashMap<>(); // guarded by itself
    private AdaptiveSettings settings;

    @Activate
    public AdaptiveProcessorComponent(Map<String, Object> properties) {
        settings = read(properties, AdaptiveSettings.DEFAULT);
        processor = new AdaptiveProcessor(settings);
        processor.start();
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = read(properties, settings);
        processor.reconfigure(settings);
    }

    @Deactivate
    void stop() {
        processor.close();
    }

    /** Every processor but this one. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(component.name=" + NAME + "))")
    void addProcessor(EventProcessor other) {
        synchronized (present) {
            present.put(other, other.mode());
            tell();
        }
    }

    void removeProcessor(EventProcessor other) {
        synchronized (present) {
            present.remove(other);
            tell();
        }
    }

    private void tell() {
        Set<ProcessingMode> modes = EnumSet.noneOf(ProcessingMode.class);
        modes.addAll(present.values());
        processor.present(modes);
    }

    private static AdaptiveSettings read(Map<String, Object> properties, AdaptiveSettings inForce) {
        Map<String, Object> ours = new HashMap<>(properties);
        ours.remove(TARGET);
        Settings settings = new Settings(AdaptiveSettings.PID, ours);
        AdaptiveSettings read = AdaptiveSettings.read(settings, inForce);
        settings.refusals().forEach(refusal -> LOG.warn("refused: {}", refusal));
        return read;
    }

    @Override
    public ProcessingMode mode() {
        return processor.mode();
    }

    @Override
    public void attach(DeliveryQueue queue) {
        processor.attach(queue);
    }

    @Override
    public void signal(DeliveryQueue queue) {
        processor.signal(queue);
    }

    @Override
    public void detach(DeliveryQueue queue) {
        processor.detach(queue);
    }
}
