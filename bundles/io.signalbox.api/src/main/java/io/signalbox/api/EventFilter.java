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

    /** Whether the subscription wants {@code event}. A filter that throws fails the delivery like a handler. */
    boolean matches(DomainEvent event);

    /**
     * The properties and nothing else that {@link #matches} looks at, so that its answer may be remembered; empty if it
     * cannot say, and then nothing is remembered.
     */
    default Set<String> reads() {
        return Set.of();
    }

    /**
     * Properties that must have exactly these values for {@link #matches} to be true, so that the bus can find the
     * filters that may match by a look-up. Empty if there are none.
     */
    default Map<String, Object> requires() {
        return Map.of();
    }
}
