package io.signalbox.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of sampled deliveries. An OSGi service. Called by delivering threads; must not block. */
@ConsumerType
public interface MetricsCollector {

    /**
     * One delivery in {@code MetricsConfig.sampleEvery} was timed.
     *
     * @param subscription to whom
     * @param eventType of what
     * @param waitedNanos from accepted to the call of the handler
     * @param handledNanos in the handler
     * @param failed whether it failed
     */
    void delivered(String subscription, String eventType, long waitedNanos, long handledNanos, boolean failed);
}
