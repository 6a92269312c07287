package io.signalbox.core.internal;

import io.signalbox.api.FailedAttempt;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.config.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The retry of subscriptions that name no policy: exponential back-off, capped, with jitter, as {@link RetryConfig} says.
 */
record BackoffRetry(RetryConfig config) implements RetryPolicy {

    @Override
    public Optional<Duration> nextDelay(FailedAttempt failure) {
        if (failure.attempt() > config.maxRetries()) {
            return Optional.empty();
        }
        double longest = config.maxDelay().toNanos();
        double delay = config.baseDelay().toNanos() * Math.pow(config.multiplier(), failure.attempt() - 1.0);
        double jitter = 1 + config.jitter() * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Optional.of(Duration.ofNanos((long) (Math.min(delay, longest) * jitter)));
    }
}
