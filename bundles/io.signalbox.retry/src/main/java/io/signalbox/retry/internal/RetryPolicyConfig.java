package io.signalbox.retry.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sees of the settings; {@link PolicySettings} has the defaults of each kind and checks them. */
@ObjectClassDefinition(
        name = "Signalbox retry policy",
        description =
                "When failed deliveries are tried again, for subscriptions that name it. Every change acts at once.")
@interface RetryPolicyConfig {

    @AttributeDefinition(
            description = "What subscriptions call it; by default the configuration's name.",
            required = false)
    String name() default "";

    @AttributeDefinition(description = "fixed, exponential or circuit-breaker", required = false)
    String kind() default "exponential";

    @AttributeDefinition(
            description = "Tries of one event; 0 is no limit. 4, of a circuit breaker 10.",
            min = "0",
            max = "1000000",
            required = false)
    int max_attempts() default 4;

    @AttributeDefinition(
            description = "The wait after the first failure. 100, of fixed 1000.",
            min = "0",
            max = "86400000",
            required = false)
    long base_millis() default 100;

    @AttributeDefinition(description = "The longest wait; not of fixed.", min = "0", max = "86400000", required = false)
    long cap_millis() default 5_000;

    @AttributeDefinition(
            description = "How much longer each wait is; not of fixed.",
            min = "1",
            max = "100",
            required = false)
    double multiplier() default 2;

    @AttributeDefinition(
            description = "The share by which each wait varies. 0.2, of fixed 0.",
            min = "0",
            max = "1",
            required = false)
    double jitter() default 0.2;

    @AttributeDefinition(
            description = "No try begins later after the first failure; 0 is no limit.",
            min = "0",
            max = "86400000",
            required = false)
    long max_elapsed_millis() default 0;

    @AttributeDefinition(description = "Classes of failures that are tried again; none is all.", required = false)
    String[] retry_on() default {};

    @AttributeDefinition(description = "Classes of failures that are not tried again.", required = false)
    String[] give_up_on() default {};

    @AttributeDefinition(
            description = "Failures in a row that open a circuit breaker.",
            min = "1",
            max = "1000000",
            required = false)
    int failures() default 5;

    @AttributeDefinition(
            description = "How long a circuit breaker stays open.",
            min = "1",
            max = "86400000",
            required = false)
    long open_millis() default 30_000;
}
