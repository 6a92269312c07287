package io.signalbox.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Component property type: makes a Declarative Services component that provides {@link EnhancedEventHandler} a
 * subscription. Each element becomes the service property {@code signalbox.} + its name with dots; without Declarative
 * Services set these properties yourself.
 *
 * <p>An element left alone takes the bus's setting. A value that does not fit is logged with the component's name, the
 * property, its range and the value, and the handler is not subscribed until that is mended.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface EventSubscription {

    /** Before each property's name. */
    String PREFIX_ = "signalbox.";

    /** {@code signalbox.types}: the patterns, see {@link EventPattern}. An event that matches several comes once. */
    String[] types();

    /**
     * {@code signalbox.name}: names the subscription. A named one keeps its mailbox for {@code handler.grace} when its
     * component goes away, and goes on where it stopped when a component of that name comes back. Empty: unnamed.
     */
    String name() default "";

    /** {@code signalbox.mode}: one at most; none takes the bus's setting. */
    ProcessingMode[] mode() default {};

    /** {@code signalbox.priority}: the lower number runs first; -1 asks {@link EnhancedEventHandler#priority()}. */
    int priority() default -1;

    /**
     * {@code signalbox.filter}: what an event has to pass, in this order; each the {@link EventFilter#NAME name} of a
     * filter service, or {@code LANGUAGE:TEXT}, such as {@code ldap:(vm_id=vm-1)}. One that is missing means hold.
     */
    String[] filter() default {};

    /** {@code signalbox.retryPolicy}: the {@link RetryPolicy#NAME name} of a policy service; missing means hold. */
    String retryPolicy() default "";

    /** {@code signalbox.batchSize} in events; 0 takes the bus's setting. */
    int batchSize() default 0;

    /** {@code signalbox.batchIntervalMillis}: how long an event waits for its batch to fill; -1 takes the bus's setting. */
    long batchIntervalMillis() default -1;

    /** {@code signalbox.queueCapacity} in events; 0 takes the bus's setting. */
    int queueCapacity() default 0;

    /** {@code signalbox.overflow}: one at most; none takes the bus's setting. */
    OverflowPolicy[] overflow() default {};

    /** {@code signalbox.blockDeadlineMillis}: how long a publisher waits for room; -1 takes the bus's setting. */
    long blockDeadlineMillis() default -1;

    /** {@code signalbox.ordering}. */
    Ordering ordering() default Ordering.SUBSCRIPTION;

    /** {@code signalbox.parallelism}: how many keys at once, unless ordering is SUBSCRIPTION; 0 takes the processors'. */
    int parallelism() default 0;

    /** {@code signalbox.timeBudgetMillis} of one call; 0 is no limit, -1 takes the bus's setting. */
    long timeBudgetMillis() default -1;

    /** {@code signalbox.blocking}: the handler waits for something outside; on Java 21 and later it gets virtual threads. */
    boolean blocking() default false;

    /** {@code signalbox.deduplicationWindow}: how many handled event ids it remembers; 0 is none. */
    int deduplicationWindow() default 0;

    /** {@code signalbox.eventVersion}: the latest version that the handler understands; 0 as the migrators say. */
    int eventVersion() default 0;

    /** {@code signalbox.durable}: a cursor over the store in place of a mailbox; needs a name. Refused without a store. */
    boolean durable() default false;
}
