package io.signalbox.api.config;

import java.time.Duration;

/** The settings of batch delivery. Immutable. The defaults are the old asynchronous bus's. */
public final class BatchConfig {

    /** 100 events a batch, tuned between 10 and 1,000; 10 ms interval; adaptive. */
    public static final BatchConfig DEFAULT = new BatchConfig(100, 10, 1_000, Duration.ofMillis(10), true);

    private static final int MOST = 1 << 20;

    private final int defaultBatchSize;
    private final int minBatchSize;
    private final int maxBatchSize;
    private final Duration batchInterval;
    private final boolean adaptiveBatching;

    private BatchConfig(
            int defaultBatchSize,
            int minBatchSize,
            int maxBatchSize,
            Duration batchInterval,
            boolean adaptiveBatching) {
        this.defaultBatchSize = defaultBatchSize;
        this.minBatchSize = minBatchSize;
        this.maxBatchSize = maxBatchSize;
        this.batchInterval = batchInterval;
        this.adaptiveBatching = adaptiveBatching;
    }

    /** @throws IllegalArgumentException unless 1 ≤ {@code least} ≤ {@code usual} ≤ {@code most} ≤ 1,048,576 */
    public BatchConfig withBatchSizes(int least, int usual, int most) {
        Range.integer("maxBatchSize", most, 1, MOST);
        Range.integer("minBatchSize", least, 1, most);
        Range.integer("defaultBatchSize", usual, least, most);
        return new BatchConfig(usual, least, most, batchInterval, adaptiveBatching);
    }

    /** @throws IllegalArgumentException unless {@code longest} is between 1 ms and 1 minute */
    public BatchConfig withBatchInterval(Duration longest) {
        Range.duration("batchInterval", longest, Duration.ofMillis(1), Duration.ofMinutes(1));
        return new BatchConfig(defaultBatchSize, minBatchSize, maxBatchSize, longest, adaptiveBatching);
    }

    public BatchConfig withAdaptiveBatching(boolean wanted) {
        return new BatchConfig(defaultBatchSize, minBatchSize, maxBatchSize, batchInterval, wanted);
    }

    /** Events per batch before tuning. */
    public int defaultBatchSize() {
        return defaultBatchSize;
    }

    /** Tuning goes no lower. */
    public int minBatchSize() {
        return minBatchSize;
    }

    /** Tuning goes no higher. */
    public int maxBatchSize() {
        return maxBatchSize;
    }

    /** How long an event waits for its batch to fill, at most. */
    public Duration batchInterval() {
        return batchInterval;
    }

    /** Whether size and interval follow the load. */
    public boolean adaptiveBatching() {
        return adaptiveBatching;
    }
}
