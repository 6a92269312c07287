package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventPriority;
import java.util.Map;

/**
 * An event with what its publish added to it. A mailbox holds either a bare {@link DomainEvent} or one of these, so
 * that a plain publish allocates nothing.
 *
 * @param event what was published
 * @param headers what the publisher sent along
 * @param replayed whether it is redriven
 * @param failures the tries that have failed already; null for none
 * @param tracker whom to tell when the delivery has ended; null for nobody
 */
record Envelope(
        DomainEvent event,
        Map<String, String> headers,
        boolean replayed,
        Failures failures,
        PublicationTracker tracker) {

    static DomainEvent event(Object item) {
        return item instanceof Envelope envelope ? envelope.event : (DomainEvent) item;
    }

    static Map<String, String> headers(Object item) {
        return item instanceof Envelope envelope ? envelope.headers : Map.of();
    }

    static boolean replayed(Object item) {
        return item instanceof Envelope envelope && envelope.replayed;
    }

    /** The tries that have failed already; null for none. */
    static Failures failures(Object item) {
        return item instanceof Envelope envelope ? envelope.failures : null;
    }

    /** The lane that the item takes. */
    static EventPriority lane(Object item) {
        return event(item).eventPriority();
    }

    /** An event with these headers and nothing else. */
    static Object bare(DomainEvent event, Map<String, String> headers) {
        return headers.isEmpty() ? event : new Envelope(event, headers, false, null, null);
    }

    /** An event that comes back from the dead letters. */
    static Envelope redriven(DomainEvent event, Map<String, String> headers) {
        return new Envelope(event, headers, true, null, null);
    }

    /** The same item after failed tries. */
    static Envelope afterFailure(Object item, Failures failures) {
        PublicationTracker tracker = item instanceof Envelope envelope ? envelope.tracker : null;
        return new Envelope(event(item), headers(item), replayed(item), failures, tracker);
    }

    /** Lets whoever waits for the publish wait for one more delivery of it. */
    static void expectFate(Object item) {
        if (item instanceof Envelope envelope && envelope.tracker != null) {
            envelope.tracker.expect();
        }
    }

    /** Tells whoever waits for this delivery that it has ended. */
    static void settled(Object item) {
        if (item instanceof Envelope envelope && envelope.tracker != null) {
            envelope.tracker.settled();
        }
    }
}
