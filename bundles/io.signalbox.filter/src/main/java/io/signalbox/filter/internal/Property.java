package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.util.Map;

/**
 * One thing that a filter looks at. The names {@link EventFilter#EVENT_TYPE}, {@link EventFilter#ORDERING_KEY} and
 * {@link EventFilter#VERSION} always mean what the event itself says, never a property that is called so; any other is
 * a property, by its exact name.
 */
record Property(String name) {

    /** Whether it takes {@link DomainEvent#eventProperties()} to know it, which some events make anew for each call. */
    boolean isListed() {
        return !name.equals(EventFilter.EVENT_TYPE)
                && !name.equals(EventFilter.ORDERING_KEY)
                && !name.equals(EventFilter.VERSION);
    }

    /** Its value; null if the event has none. */
    Object of(DomainEvent event, Map<String, Object> properties) {
        return switch (name) {
            case EventFilter.EVENT_TYPE -> event.eventType();
            case EventFilter.ORDERING_KEY -> event.orderingKey();
            case EventFilter.VERSION -> event.version();
            default -> properties.get(name);
        };
    }
}
