package io.signalbox.api;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether a subscription wants an event. Called by the bus under its guard, by several threads at once; it must
 * not block. Registered as a service with the property {@link #NAME} it can be named by
 * {@link EventSubscription#filter()}.
 */
@FunctionalInterface
@ConsumerType
public interface EventFilter {

    /** Service property: the name by which subscriptions ask for this filter. */
    String NAME = "signalbox.filter.name";

    /** In {@link #reads()}: not a property of that name, but {@link DomainEvent#eventType()}. */
    String EVENT_TYPE = "eventType";

    /** In {@link #reads()}: not a property of that name, but {@link DomainEvent#orderingKey()}. */
    String ORDERING_KEY = "orderingKey";

    /** In {@link #reads()}: not a property of that name, but {@link DomainEvent#version()}. */
    String VERSION = "version";

    /**
     * Whether the subscription wants {@code event}. A filter that throws fails the delivery like a handler: it is tried
     * again as the subscription's retry policy says, and then parked as a dead letter.
     */
    boolean matches(DomainEvent event);

    /**
     * The properties and nothing else that {@link #matches} looks at, so that its answer may be remembered; empty if it
     * cannot say, or if its answer depends on more than the event, and then nothing is remembered. May contain
     * {@link #EVENT_TYPE}, {@link #ORDERING_KEY} and {@link #VERSION}.
     */
    default Set<String> reads() {
        return Set.of();
    }

    /**
     * Properties that must have exactly these values for {@link #matches} to be true, so that the bus can find the
     * filters that may match by a look-up. Empty if there are none.
     *
     * <p>What holds for an event: if it has no such property, or the property is of the same class as the value here and
     * not equal to it, {@code matches} is false. A property of another class says nothing, and the filter has to be
     * asked: {@code (id=7)} is also true of the number 7 and of a list that holds "7". Texts, numbers and truth values
     * are looked up; a filter that requires anything else is always asked.
     */
    default Map<String, Object> requires() {
        return Map.of();
    }
}
