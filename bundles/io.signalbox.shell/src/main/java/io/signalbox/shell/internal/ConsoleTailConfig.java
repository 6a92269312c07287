package io.signalbox.shell.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Numbers are text here, so that a word in place of one is refused by {@link ConsoleTailSettings}, by name. */
@ObjectClassDefinition(name = "Signalbox console", description = "The events that the console shows after the start.")
@interface ConsoleTailConfig {

    @AttributeDefinition(name = "Event types", description = "Patterns, parted by commas. Default: all events.")
    String tail_types() default "*";

    @AttributeDefinition(name = "Lines", description = "How many events are shown: 0..1000000000. Default: 20.")
    String tail_lines() default "20";
}
