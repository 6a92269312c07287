package io.signalbox.tuning.internal;

import io.signalbox.api.config.Settings;
import java.time.Duration;

/**
 * The settings of PID {@code io.signalbox.tuning}, checked.
 *
 * @param targetLatency p99 from accepted to handled that is aimed at; by default twice the default batch interval
 * @param targetThroughput events per second below which, while events wait, batches grow; by default the old
 *     asynchronous bus's upper threshold
 * @param learningRate which share of an error one step mends
 */
record SmartSettings(Duration targetLatency, double targetThroughput, double learningRate) {
    static final String PID = "io.signalbox.tuning";
    static final SmartSettings DEFAULT = new SmartSettings(Duration.ofMillis(20), 10_000, 0.5);

    private static final int LONGEST_MILLIS = 60_000;
    private static final double MOST_EVENTS = 1e9;

    /** What {@code settings} asks for; where it asks for something wrong, what is in force. */
    static SmartSettings read(Settings settings, SmartSettings inForce) {
        return new SmartSettings(
                settings.millis(
                        "target.latency.millis", 1, LONGEST_MILLIS, DEFAULT.targetLatency, inForce.targetLatency),
                settings.real("target.throughput", 0, MOST_EVENTS, DEFAULT.targetThroughput, inForce.targetThroughput),
                settings.real("learning.rate", 0.01, 1, DEFAULT.learningRate, inForce.learningRate));
    }
}
