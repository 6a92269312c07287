package io.signalbox.api;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether and when a failed delivery is tried again. Called by the bus under its guard, by several threads at
 * once; it must not block. Registered as a service with the property {@link #NAME} it can be named by
 * {@link EventSubscription#retryPolicy()}.
 */
@FunctionalInterface
@ConsumerType
public interface RetryPolicy {

    /** Service property: the name by which subscriptions ask for this policy. */
    String NAME = "signalbox.retry.name";

    /** Never tries again: the first failure parks the event. */
    RetryPolicy NONE = failure -> Optional.empty();

    /**
     * How long to wait before the next try; empty to give up and park the event. A policy that throws gives up.
     * Order is kept meanwhile: later events of the same order wait behind the failed one.
     */
    Optional<Duration> nextDelay(FailedAttempt failure);

    /**
     * Whether nothing else is delivered to the subscription either until that delay is over, as a circuit breaker asks
     * while it is open. Asked after {@link #nextDelay} for the same failure.
     */
    default boolean holdsSubscription(FailedAttempt failure) {
        return false;
    }

    /** A delivery of {@code subscription} has succeeded, the first after one that failed. */
    default void succeeded(String subscription) {}
}
