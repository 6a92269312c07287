package io.signalbox.source.qmp.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: twice as long each time, up to a bound, less a random half at most. */
final class Backoff {
    private final DoubleSupplier random;
    private int failures;

    /** @param random gives numbers from 0 to below 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** The wait after one more failure. */
    Duration next(Duration least, Duration most) {
        long millis = Math.min(most.toMillis(), least.toMillis() << Math.min(failures, 30));
        failures++;
        return Duration.ofMillis(Math.round(millis * (1 - random.getAsDouble() / 2)));
    }

    /** An attempt succeeded: the next wait is short again. */
    void reset() {
        failures = 0;
    }
}
