package io.signalbox.processor.adaptive.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under PID {@code io.signalbox.processor.adaptive}; {@link AdaptiveSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.processor.adaptive",
        name = "Signalbox ADAPTIVE processor",
        description = "When an ADAPTIVE subscription is served as SYNC, ASYNC or BATCH. Every change acts at once.")
@interface AdaptiveProcessorConfig {

    @AttributeDefinition(name = "look.millis", min = "5", max = "1000", description = "how often the load is looked at")
    long look_millis() default 25;

    @AttributeDefinition(
            name = "dwell.millis",
            min = "10",
            max = "60000",
            description = "how long a mode is kept at least; doubled with each change, up to a minute")
    long dwell_millis() default 250;

    @AttributeDefinition(
            name = "sync.micros",
            min = "0",
            max = "1000",
            description = "what an event may take its handler to become SYNC; twice that to stay so; 0 for never")
    double sync_micros() default 20;

    @AttributeDefinition(
            name = "backlog.events",
            min = "1",
            max = "1048576",
            description = "so many waiting events are a backlog, for which BATCH is tried")
    int backlog_events() default 64;

    @AttributeDefinition(
            name = "backlog.millis",
            min = "1",
            max = "60000",
            description = "so long a wait, four times the handling not counted, is a backlog too")
    int backlog_millis() default 1;

    @AttributeDefinition(
            name = "batch.gain",
            min = "0",
            max = "1",
            description = "which share of an event's time BATCH has to save to be kept")
    double batch_gain() default 0.25;
}
