package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventPriority;
import java.util.Map;

/**
 * An event with what its publish added to it. A mailbox holds either a bare {@link DomainEvent} or one of these, so
 * that a plain publish allocates nothing.
 *
 * @param event what was published
 * @param headers what the publisher sent along, and what the event took over from the one that caused it
 * @param priority the lane that the publisher chose; null for the event's own
 * @param replayed whether it is redriven
 * @param failures the tries that have failed already; null for none
 * @param tracker whom to tell when the delivery has ended; null for nobody
 */
record Envelope(
        DomainEvent event,
        Map<String, String> headers,
        EventPriority priority,
        boolean replayed,
        Failures failures,
        PublicationTracker tracker) {

    /** What a mailbox is to hold of a publish: the bare event if nothing was added to it. */
    static Object of(
            DomainEvent event, Map<String, String> headers, EventPriority priority, PublicationTracker tracker) {
        return headers.isEmpty() && priority == null && tracker == null
                ? event
                : new Envelope(event, headers, priority, false, null, tracker);
    }

    /** A dead letter's event, to be delivered once more. */
    static Envelope redriven(DomainEvent event, Map<String, String> headers) {
        return new Envelope(event, headers, null, true, null, null);
    }

    static DomainEvent event(Object item) {
        return item instanceof Envelope envelope ? envelope.event : (DomainEvent) item;
    }

    static Map<String, String> headers(Object item) {
        return item instanceof Envelope envelope ? envelope.headers : Map.of();
    }

    /** The lane that the item takes: the one its publisher chose, else the event's own. */
    static EventPriority lane(Object item) {
        if (item instanceof Envelope envelope) {
            return envelope.priority != null ? envelope.priority : HandlerGuard.lane(envelope.event);
        }
        return HandlerGuard.lane((DomainEvent) item);
    }

    static boolean replayed(Object item) {
        return item instanceof Envelope envelope && envelope.replayed;
    }

    /** The tries that have failed already; null for none. */
    static Failures failures(Object item) {
        return item instanceof Envelope envelope ? envelope.failures : null;
    }

    /** The same item with its event in another version. */
    static Object withEvent(Object item, DomainEvent lifted) {
        return item instanceof Envelope e
                ? new Envelope(lifted, e.headers, e.priority, e.replayed, e.failures, e.tracker)
                : lifted;
    }

    /** An event with these headers and nothing else. */
    static Object bare(DomainEvent event, Map<String, String> headers) {
        return of(event, headers, null, null);
    }

    /** The same item after failed tries. */
    static Envelope afterFailure(Object item, Failures failures) {
        return item instanceof Envelope e
                ? new Envelope(e.event, e.headers, e.priority, e.replayed, failures, e.tracker)
                : new Envelope((DomainEvent) item, Map.of(), null, false, failures, null);
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
