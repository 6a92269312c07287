package io.signalbox.shell.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sees of the settings; {@link ConsoleTailSettings} has the defaults and checks them. */
@ObjectClassDefinition(name = "Signalbox console", description = "The events that the console shows after the start.")
@interface ConsoleTailConfig {

    @AttributeDefinition(name = "Event types", description = "Patterns of what is shown.")
    String[] tail_types() default "*";

    @AttributeDefinition(name = "Lines", description = "How many events are shown.", min = "0", max = "1000000000")
    int tail_lines() default 20;
}
