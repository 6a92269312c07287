package io.signalbox.api.config;

import java.time.Duration;

/** What a failed delivery leads to where a subscription names no policy. Immutable. */
public final class RetryConfig {

    /** 3 retries, so 4 tries; 100 ms, then each time twice as late, at most 5 s; each wait varied by up to 20 %. */
    public static final RetryConfig DEFAULT =
            new RetryConfig(3, Duration.ofMillis(100), Duration.ofSeconds(5), 2.0, 0.2);

    private final int maxRetries;
    private final Duration baseDelay;
    private final Duration maxDelay;
    private final double multiplier;
    private final double jitter;

    private RetryConfig(int maxRetries, Duration baseDelay, Duration maxDelay, double multiplier, double jitter) {
        this.maxRetries = maxRetries;
        this.baseDelay = baseDelay;
        this.maxDelay = maxDelay;
        this.multiplier = multiplier;
        this.jitter = jitter;
    }

    /** @throws IllegalArgumentException unless {@code retries} is between 0 and 1,000,000 */
    public RetryConfig withMaxRetries(int retries) {
        Range.integer("maxRetries", retries, 0, 1_000_000);
        return new RetryConfig(retries, baseDelay, maxDelay, multiplier, jitter);
    }

    /** @throws IllegalArgumentException unless 0 ≤ {@code first} ≤ {@code longest} ≤ 1 hour */
    public RetryConfig withDelays(Duration first, Duration longest) {
        Range.duration("maxDelay", longest, Duration.ZERO, Duration.ofHours(1));
        Range.duration("baseDelay", first, Duration.ZERO, longest);
        return new RetryConfig(maxRetries, first, longest, multiplier, jitter);
    }

    /** @throws IllegalArgumentException unless {@code factor} is between 1 and 100 */
    public RetryConfig withMultiplier(double factor) {
        Range.real("multiplier", factor, 1, 100);
        return new RetryConfig(maxRetries, baseDelay, maxDelay, factor, jitter);
    }

    /** @throws IllegalArgumentException unless {@code share} is between 0 and 1 */
    public RetryConfig withJitter(double share) {
        Range.real("jitter", share, 0, 1);
        return new RetryConfig(maxRetries, baseDelay, maxDelay, multiplier, share);
    }

    /** Tries after the first; 0 parks at the first failure. */
    public int maxRetries() {
        return maxRetries;
    }

    /** The wait before the first retry. */
    public Duration baseDelay() {
        return baseDelay;
    }

    /** The longest wait, before jitter. */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** How much longer each wait is than the one before. */
    public double multiplier() {
        return multiplier;
    }

    /** The share by which each wait is shortened or lengthened at random, so that failures do not march in step. */
    public double jitter() {
        return jitter;
    }
}
