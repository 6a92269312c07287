package io.signalbox.retry.internal;

import io.signalbox.api.FailedAttempt;
import io.signalbox.api.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * A retry policy as its settings say; they may change at any time. Safe for any thread.
 *
 * <p>A failure goes through these steps, and the first that says no gives up: 1. is its class one that is tried again?
 * 2. a circuit breaker counts it; 3. are there tries left? 4. would the next try, after the back-off or the rest of the
 * time for which the circuit is open, begin within the time limit?
 */
final class ConfiguredPolicy implements RetryPolicy {
    private final DoubleSupplier random;
    private final CircuitBreaker breaker;
    private volatile PolicySettings settings;

    /**
     * @param random gives numbers from 0 to below 1, to any thread
     * @param nanoClock as {@link System#nanoTime}
     */
    ConfiguredPolicy(PolicySettings settings, DoubleSupplier random, LongSupplier nanoClock) {
        this.settings = settings;
        this.random = random;
        breaker = new CircuitBreaker(nanoClock);
    }

    PolicySettings settings() {
        return settings;
    }

    /** From the next failure on; circuits stay as they are. */
    void change(PolicySettings next) {
        settings = next;
    }

    @Override
    public Optional<Duration> nextDelay(FailedAttempt failure) {
        PolicySettings now = settings;
        if (!worthATry(now, failure.cause())) {
            return Optional.empty();
        }
        long open = now.kind() == Kind.CIRCUIT_BREAKER
                ? breaker.failed(
                        failure.subscription(), now.failures(), now.open().toNanos())
                : 0;
        if (now.maxAttempts() > 0 && failure.attempt() >= now.maxAttempts()) {
            return Optional.empty();
        }
        Duration delay =
                open > 0 ? Duration.ofNanos(open) : now.backoff().after(failure.attempt(), random.getAsDouble());
        Duration limit = now.maxElapsed();
        boolean late = !limit.isZero() && delay.compareTo(limit.minus(failure.elapsed())) > 0;
        return late ? Optional.empty() : Optional.of(delay);
    }

    private static boolean worthATry(PolicySettings settings, Throwable cause) {
        return (settings.retryOn().isEmpty() || FailureNames.among(settings.retryOn(), cause))
                && !FailureNames.among(settings.giveUpOn(), cause);
    }

    @Override
    public boolean holdsSubscription(FailedAttempt failure) {
        return settings.kind() == Kind.CIRCUIT_BREAKER && breaker.leftOpen(failure.subscription()) > 0;
    }

    @Override
    public void succeeded(String subscription) {
        breaker.succeeded(subscription);
    }
}
