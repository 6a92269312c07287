package io.signalbox.tuning.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under PID {@code io.signalbox.tuning}; {@link SmartSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.tuning",
        name = "Signalbox tuning",
        description = "What the strategy 'smart' aims at when it tunes batches. Every change acts at once.")
@interface SmartBatchingConfig {

    @AttributeDefinition(
            name = "target.latency.millis",
            min = "1",
            max = "60000",
            description = "p99 from accepted to handled that is aimed at")
    long target_latency_millis() default 20;

    @AttributeDefinition(
            name = "target.throughput",
            min = "0",
            max = "1000000000",
            description = "events per second; while fewer are handled and a batch waits, batches grow")
    double target_throughput() default 10_000;

    @AttributeDefinition(
            name = "learning.rate",
            min = "0.01",
            max = "1",
            description = "which share of an error one step mends")
    double learning_rate() default 0.5;
}
