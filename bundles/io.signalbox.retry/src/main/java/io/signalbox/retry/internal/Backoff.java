package io.signalbox.retry.internal;

import java.time.Duration;

/**
 * How long to wait after the n-th failed try of an event: {@code min(cap, base · multiplier^(n-1)) · (1 + jitter · r)}
 * with r evenly from -1 to below 1.
 *
 * <p>Capped exponential back-off with jitter, so that subscriptions that fail together do not come back together: M.
 * Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015; here the jitter is a share around the wait, as
 * in the bus's own settings {@code retry.*}. The cap is on the wait before jitter.
 *
 * @param base the wait after the first failure
 * @param cap the longest wait, before jitter
 * @param multiplier how much longer each wait is than the one before
 * @param jitter from 0, none, to 1, from nothing to twice as long
 */
record Backoff(Duration base, Duration cap, double multiplier, double jitter) {

    /** @param random from 0 to below 1 */
    Duration after(int failedTries, double random) {
        double wait = base.toNanos();
        if (wait > 0) {
            wait = Math.min(cap.toNanos(), wait * Math.pow(multiplier, failedTries - 1.0)); // infinity is above any cap
        }
        return Duration.ofNanos((long) (wait * (1 + jitter * (2 * random - 1))));
    }
}
