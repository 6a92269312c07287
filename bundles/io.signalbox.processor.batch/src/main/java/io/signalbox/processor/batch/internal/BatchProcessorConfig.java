package io.signalbox.processor.batch.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under PID {@code io.signalbox.processor.batch}; {@link BatchSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.processor.batch",
        name = "Signalbox BATCH processor",
        description = "Batches and the threads that deliver them to BATCH subscriptions. Every change acts at once.")
@interface BatchProcessorConfig {

    @AttributeDefinition(
            name = "batch.size",
            min = "1",
            max = "1048576",
            description = "events in a batch, before tuning, unless the subscription says")
    int batch_size() default 100;

    @AttributeDefinition(name = "batch.size.min", min = "1", max = "1048576", description = "tuning goes no lower")
    int batch_size_min() default 10;

    @AttributeDefinition(name = "batch.size.max", min = "1", max = "1048576", description = "tuning goes no higher")
    int batch_size_max() default 1_000;

    @AttributeDefinition(
            name = "batch.interval.millis",
            min = "1",
            max = "60000",
            description = "how long an event waits for its batch to fill, before tuning, unless the subscription says")
    long batch_interval_millis() default 10;

    @AttributeDefinition(name = "adaptive.batching", description = "whether size and interval follow the load")
    boolean adaptive_batching() default true;

    @AttributeDefinition(name = "tuning.strategy", description = "the name of the TuningStrategy service that is asked")
    String tuning_strategy() default "smart";

    @AttributeDefinition(name = "worker.threads", min = "0", max = "1024", description = "0: one for each processor")
    int worker_threads() default 0;

    @AttributeDefinition(
            name = "max.threads",
            min = "1",
            max = "32768",
            description = "with those that stand in for workers whose handler blocks")
    int max_threads() default 256;
}
