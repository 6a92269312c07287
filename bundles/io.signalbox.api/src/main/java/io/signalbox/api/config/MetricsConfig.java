package io.signalbox.api.config;

import java.time.Duration;

/** The settings of measuring. Immutable. */
public final class MetricsConfig {

    /** On; kept for 1 hour; one delivery in 64 is timed. */
    public static final MetricsConfig DEFAULT = new MetricsConfig(true, Duration.ofHours(1), 64);

    private final boolean detailed;
    private final Duration retention;
    private final int sampleEvery;

    private MetricsConfig(boolean detailed, Duration retention, int sampleEvery) {
        this.detailed = detailed;
        this.retention = retention;
        this.sampleEvery = sampleEvery;
    }

    public MetricsConfig withDetailed(boolean wanted) {
        return new MetricsConfig(wanted, retention, sampleEvery);
    }

    /** @throws IllegalArgumentException unless {@code longest} is between 1 second and 7 days */
    public MetricsConfig withRetention(Duration longest) {
        Range.duration("retention", longest, Duration.ofSeconds(1), Duration.ofDays(7));
        return new MetricsConfig(detailed, longest, sampleEvery);
    }

    /** @throws IllegalArgumentException unless {@code deliveries} is between 1 and 1,048,576 */
    public MetricsConfig withSampleEvery(int deliveries) {
        Range.integer("sampleEvery", deliveries, 1, 1 << 20);
        return new MetricsConfig(detailed, retention, deliveries);
    }

    /** Whether latencies are measured beside the counters. */
    public boolean detailed() {
        return detailed;
    }

    /** How long measurements are kept. */
    public Duration retention() {
        return retention;
    }

    /** One delivery in so many is timed. */
    public int sampleEvery() {
        return sampleEvery;
    }
}
