package io.signalbox.api;

import java.time.Instant;
import java.util.Objects;

/**
 * An event that could not be delivered and is parked.
 *
 * @param id counted from 1 by the bus
 * @param subscription who could not handle it
 * @param event what was published
 * @param attempts how often it was tried
 * @param cause the last failure's class and message
 * @param stack the last failure's stack trace, as text, so that a dead letter holds no class of the handler's bundle
 * @param firstFailure when the first try failed
 * @param parkedAt when it was parked
 */
public record DeadLetter(
        long id,
        String subscription,
        DomainEvent event,
        int attempts,
        String cause,
        String stack,
        Instant firstFailure,
        Instant parkedAt) {

    public DeadLetter {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(stack, "stack");
        Objects.requireNonNull(firstFailure, "firstFailure");
        Objects.requireNonNull(parkedAt, "parkedAt");
    }
}
