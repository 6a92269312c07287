package io.signalbox.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** Recommends batch size, interval and workers from what was measured. An OSGi service. Must not block. */
@ConsumerType
public interface TuningStrategy {

    /** The name under which a site chooses it. */
    String name();

    /** What to change now. Called regularly by one thread for each subscription. */
    TuningRecommendation tune(PerformanceMetrics metrics);
}
