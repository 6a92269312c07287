package io.signalbox.retry.internal;

import io.signalbox.api.config.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a policy does, by its name in settings; each is also a ready-made policy of that name. */
enum Kind {
    /** The same wait after each failure; 4 tries, 1 s. */
    FIXED,
    /** Each wait longer than the one before; all as the bus does by itself, see {@link RetryConfig#DEFAULT}. */
    EXPONENTIAL,
    /**
     * As exponential, with up to 10 tries; and after 5 failures in a row nothing is delivered to the subscription for
     * 30 s, then one event as a probe.
     */
    CIRCUIT_BREAKER;

    static final String NAMES = "fixed, exponential or circuit-breaker";

    /** As settings and subscriptions write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Kind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** What is not set. */
    PolicySettings defaults() {
        RetryConfig bus = RetryConfig.DEFAULT;
        Backoff growing = new Backoff(bus.baseDelay(), bus.maxDelay(), bus.multiplier(), bus.jitter());
        Duration second = Duration.ofSeconds(1);
        int attempts = bus.maxRetries() + 1;
        PolicySettings settings = new PolicySettings(
                "", this, attempts, growing, Duration.ZERO, List.of(), List.of(), 5, Duration.ofSeconds(30));
        return switch (this) {
            case FIXED -> settings.with(new Backoff(second, second, 1, 0));
            case EXPONENTIAL -> settings;
            case CIRCUIT_BREAKER -> settings.withMaxAttempts(10);
        };
    }
}
