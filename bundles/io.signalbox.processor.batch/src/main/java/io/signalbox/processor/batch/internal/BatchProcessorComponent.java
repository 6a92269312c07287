package io.signalbox.processor.batch.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.TuningStrategy;
import java.util.Map;
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

/** Plugs the {@link BatchProcessor}, its settings and the tuning strategies into OSGi. */
@Component(service = EventProcessor.class, configurationPid = BatchSettings.PID, immediate = true)
@Designate(ocd = BatchProcessorConfig.class)
public final class BatchProcessorComponent implements EventProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(BatchProcessorComponent.class);

    private static final String RANKING = "service.ranking";

    private final BatchProcessor processor;
    private BatchSettings settings;

    @Activate
    public BatchProcessorComponent(Map<String, Object> properties) {
        settings = read(properties, BatchSettings.DEFAULT);
        processor = new BatchProcessor(settings);
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

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStrategy(TuningStrategy strategy, Map<String, Object> properties) {
        Object ranking = properties.get(RANKING);
        processor.add(strategy, ranking instanceof Integer number ? number : 0);
    }

    void removeStrategy(TuningStrategy strategy) {
        processor.remove(strategy);
    }

    private static BatchSettings read(Map<String, Object> properties, BatchSettings inForce) {
        Settings settings = new Settings(BatchSettings.PID, properties);
        BatchSettings read = BatchSettings.read(settings, inForce);
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

    @Override
    public void overrun(DeliveryQueue queue) {
        processor.overrun(queue);
    }

    @Override
    public void recovered(DeliveryQueue queue) {
        processor.recovered(queue);
    }
}
