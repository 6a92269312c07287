package io.signalbox.tuning.internal;

import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs the {@link SmartBatchingStrategy} and its settings into OSGi. */
@Component(service = TuningStrategy.class, configurationPid = SmartSettings.PID, immediate = true)
@Designate(ocd = SmartBatchingConfig.class)
public final class SmartBatchingComponent implements TuningStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(SmartBatchingComponent.class);

    private final SmartBatchingStrategy strategy;
    private SmartSettings settings;

    @Activate
    public SmartBatchingComponent(Map<String, Object> properties) {
        settings = read(properties, SmartSettings.DEFAULT);
        strategy = new SmartBatchingStrategy(settings);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = read(properties, settings);
        strategy.reconfigure(settings);
    }

    private static SmartSettings read(Map<String, Object> properties, SmartSettings inForce) {
        Settings settings = new Settings(SmartSettings.PID, properties);
        SmartSettings read = SmartSettings.read(settings, inForce);
        settings.refusals().forEach(refusal -> LOG.warn("refused: {}", refusal));
        return read;
    }

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public TuningRecommendation tune(PerformanceMetrics metrics) {
        return strategy.tune(metrics);
    }
}
