package io.signalbox.processor.async.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs the {@link WorkStealingScheduler} and its settings into OSGi. */
@Component(service = EventProcessor.class, configurationPid = AsyncSettings.PID, immediate = true)
@Designate(ocd = AsyncProcessorConfig.class)
public final class AsyncProcessorComponent implements EventProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncProcessorComponent.class);

    private final WorkStealingScheduler scheduler;
    private AsyncConfig config;

    @Activate
    public AsyncProcessorComponent(Map<String, Object> properties) {
        config = read(properties, AsyncConfig.DEFAULT);
        scheduler = new WorkStealingScheduler(config);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        config = read(properties, config);
        scheduler.reconfigure(config);
    }

    @Deactivate
    void stop() {
        scheduler.close();
    }

    private static AsyncConfig read(Map<String, Object> properties, AsyncConfig inForce) {
        Settings settings = new Settings(AsyncSettings.PID, properties);
        AsyncConfig read = AsyncSettings.read(settings, inForce);
        settings.refusals().forEach(refusal -> LOG.warn("refused: {}", refusal));
        return read;
    }

    @Override
    public ProcessingMode mode() {
        return scheduler.mode();
    }

    @Override
    public void attach(DeliveryQueue queue) {
        scheduler.attach(queue);
    }

    @Override
    public void signal(DeliveryQueue queue) {
        scheduler.signal(queue);
    }

    @Override
    public void detach(DeliveryQueue queue) {
        scheduler.detach(queue);
    }

    @Override
    public void overrun(DeliveryQueue queue) {
        scheduler.overrun(queue);
    }

    @Override
    public void recovered(DeliveryQueue queue) {
        scheduler.recovered(queue);
    }
}
