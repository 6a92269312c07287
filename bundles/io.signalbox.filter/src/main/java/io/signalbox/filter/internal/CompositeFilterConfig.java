package io.signalbox.filter.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sees of the settings; {@link CompositeSettings} checks them. */
@ObjectClassDefinition(
        name = "Signalbox filter",
        description = "A filter made of others, for subscriptions that name it. Parts are names of filters or"
                + " LANGUAGE:TEXT, parted by ';'.")
@interface CompositeFilterConfig {

    @AttributeDefinition(
            description = "What subscriptions call it; by default the configuration's name.",
            required = false)
    String name() default "";

    @AttributeDefinition(description = "All of these have to match.", required = false)
    String all() default "";

    @AttributeDefinition(description = "One of these has to match.", required = false)
    String any() default "";

    @AttributeDefinition(description = "None of these may match.", required = false)
    String not() default "";
}
