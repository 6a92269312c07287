package io.signalbox.processor.async.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under PID {@code io.signalbox.processor.async}; {@link AsyncSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.processor.async",
        name = "Signalbox ASYNC processor",
        description = "Threads that deliver to ASYNC subscriptions. Every change acts at once.")
@interface AsyncProcessorConfig {

    @AttributeDefinition(name = "worker.threads", min = "0", max = "1024", description = "0: one for each processor")
    int worker_threads() default 0;

    @AttributeDefinition(
            name = "max.threads",
            min = "1",
            max = "32768",
            description = "with those that stand in for workers whose handler blocks")
    int max_threads() default 256;

    @AttributeDefinition(
            name = "adaptive.scheduling",
            description = "whether a worker without work looks on for a moment before it sleeps")
    boolean adaptive_scheduling() default true;
}
