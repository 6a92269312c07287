package io.signalbox.core.internal;

import java.time.Instant;

/** Time, and work to be done later. Tests drive it by hand. Safe for any thread. */
interface BusClock extends AutoCloseable {

    /** Monotonic nanoseconds. */
    long nanos();

    /** The wall clock. */
    Instant now();

    /**
     * Runs {@code task} after {@code delayNanos} on the clock's own thread. Tasks must not block. What is returned takes
     * the task back, so that the clock forgets it; it does nothing once the task has run.
     */
    Runnable after(long delayNanos, Runnable task);

    @Override
    void close();
}
