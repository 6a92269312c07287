package io.signalbox.api.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * One subscription's measurements since the last look.
 *
 * @param subscription whose
 * @param eventsPerSecond throughput
 * @param p99Latency from accepted to handled
 * @param queueAge how long the oldest waiting event has waited
 * @param queueDepth how many events wait
 * @param meanHandling what one event took the handler
 * @param batchSize the batch size in force
 * @param interval the batch interval in force
 * @param workers the workers in force
 * @param baseBatchSize the batch size before tuning
 * @param baseInterval the batch interval before tuning
 */
public record PerformanceMetrics(
        String subscription,
        double eventsPerSecond,
        Duration p99Latency,
        Duration queueAge,
        int queueDepth,
        Duration meanHandling,
        int batchSize,
        Duration interval,
        int workers,
        int baseBatchSize,
        Duration baseInterval) {

    public PerformanceMetrics {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(p99Latency, "p99Latency");
        Objects.requireNonNull(queueAge, "queueAge");
        Objects.requireNonNull(meanHandling, "meanHandling");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(baseInterval, "baseInterval");
    }
}
