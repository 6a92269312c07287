package io.signalbox.api;

import java.time.Instant;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that happened, told once. Immutable: handlers on several threads share one instance.
 *
 * <p>The type is an opaque, case-sensitive string such as {@code vm.started}; both {@code .} and {@code /} separate
 * segments. A record is the natural form of an event.
 */
@ConsumerType
public interface DomainEvent {

    /** What kind of event this is; the same string each time it is asked, best a constant. */
    String eventType();

    /** When it happened, by the clock of whoever saw it. */
    Instant occurredAt();

    /** The version of the event's shape, from 1. Several versions share one type. */
    default int version() {
        return 1;
    }

    /** Whether migrators may lift this event to a later version. */
    default boolean supportsVersionUpgrade() {
        return false;
    }

    /**
     * What {@link Ordering#KEY} keeps in order, for VM events the VM's id. Events with an empty key are kept in order
     * with each other.
     */
    default String orderingKey() {
        return "";
    }

    /** What filters may look at, by name; values are strings, numbers, booleans or lists of these. */
    default Map<String, Object> eventProperties() {
        return Map.of();
    }

    /** The lane this event takes through every mailbox, unless its publisher chose one. */
    default EventPriority eventPriority() {
        return EventPriority.NORMAL;
    }

    /** What tells this event from every other for de-duplication; empty if it has no id of its own. */
    default String eventId() {
        return "";
    }
}
