package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.util.Map;

/**
 * An event with what its publish added to it. A mailbox holds either a bare {@link DomainEvent} or one of these, so
 * that a plain publish allocates nothing.
 *
 * @param event what was published
 * @param headers what the publisher sent along
 * @param replayed whether it is redriven
 * @param attempts how many tries have failed already
 * @param tracker whom to tell when the delivery has ended; null for nobody
 */
record Envelope(
        DomainEvent event, Map<String, String> headers, boolean replayed, int attempts, PublicationTracker tracker) {

    static DomainEvent event(Object item) {
        return item instanceof Envelope envelope ? envelope.event : (DomainEvent) item;
    }

    static Map<String, String> headers(Object item) {
        return item instanceof Envelope envelope ? envelope.headers : Map.of();
    }

    static boolean replayed(Object item) {
        return item instanceof Envelope envelope && envelope.replayed;
    }

    static int attempts(Object item) {
        return item instanceof Envelope envelope ? envelope.attempts : 0;
    }

    /** The same item after {@code attempts} failed tries. */
    static Envelope afterFailure(Object item, int attempts) {
        PublicationTracker tracker = item instanceof Envelope envelope ? envelope.tracker : null;
        return new Envelope(event(item), headers(item), replayed(item), attempts, tracker);
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
