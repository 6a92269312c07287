package io.signalbox.api;

import java.time.Duration;
import java.util.Objects;

/**
 * One failed delivery.
 *
 * @param event what was delivered
 * @param subscription to whom
 * @param attempt how many tries failed so far, this one included; 1 after the first
 * @param elapsed since the first try failed; zero after the first
 * @param cause what the handler, or a filter before it, threw
 */
public record FailedAttempt(DomainEvent event, String subscription, int attempt, Duration elapsed, Throwable cause) {

    /** @throws IllegalArgumentException unless {@code attempt} is positive */
    public FailedAttempt {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(cause, "cause");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be 1 or more, was " + attempt);
        }
    }
}
