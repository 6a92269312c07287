package io.signalbox.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event that could not be delivered and is parked.
 *
 * @param id counted from 1 by the bus
 * @param subscription who could not handle it
 * @param event what was published
 * @param headers what the publisher sent along
 * @param attempts how often it was tried
 * @param cause the last failure's class and message
 * @param stack the last failure's stack trace, as text, so that a dead letter holds no class of the handler's bundle
 * @param history the tries that failed, oldest first; the latest {@value #MAX_HISTORY} of them
 * @param firstFailure when the first try failed
 * @param parkedAt when it was parked
 */
public record DeadLetter(
        long id,
        String subscription,
        DomainEvent event,
        Map<String, String> headers,
        int attempts,
        String cause,
        String stack,
        List<Try> history,
        Instant firstFailure,
        Instant parkedAt) {

    /** No more tries are kept. */
    public static final int MAX_HISTORY = 16;

    /**
     * One try that failed.
     *
     * @param at when it failed
     * @param cause the failure's class and message
     */
    public record Try(Instant at, String cause) {
        public Try {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(cause, "cause");
        }
    }

    public DeadLetter {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(event, "event");
        headers = Map.copyOf(headers);
        history = List.copyOf(history);
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(stack, "stack");
        Objects.requireNonNull(firstFailure, "firstFailure");
        Objects.requireNonNull(parkedAt, "parkedAt");
    }
}
