package io.signalbox.tuning.internal;

import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import org.osgi.service.component.annotations.Component;

/** Plugs the {@link ThresholdStrategy} into OSGi. */
@Component(service = TuningStrategy.class)
public final class ThresholdComponent implements TuningStrategy {
    private final ThresholdStrategy strategy = new ThresholdStrategy();

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public TuningRecommendation tune(PerformanceMetrics metrics) {
        return strategy.tune(metrics);
    }
}
