package io.signalbox.source.jfr.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sees of the settings; {@link JfrSettings} has the defaults and checks them. */
@ObjectClassDefinition(
        name = "Signalbox flight recorder source",
        description = "Tells the bus what the flight recorder of the host JVM records.")
@interface JfrSourceConfig {

    @AttributeDefinition(
            description = "The recorder's names of the events that are told; empty for ten lean ones.",
            required = false)
    String[] kinds() default {};

    @AttributeDefinition(description = "How often periodic events are taken.", min = "100", max = "3600000")
    int period_millis() default 1_000;

    @AttributeDefinition(
            description = "The least duration of what is told, collections apart.",
            min = "0",
            max = "3600000")
    int threshold_millis() default 20;

    @AttributeDefinition(description = "Allocation samples a second.", min = "1", max = "10000")
    int allocations_per_second() default 10;

    @AttributeDefinition(description = "How many events may wait for the bus.", min = "16", max = "1048576")
    int queue_capacity() default 8_192;
}
