package io.signalbox.core.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, with a limit, for something that other threads are about to finish. */
final class Quiescence {
    private static final int SPINS = 200;
    private static final long LONGEST_NAP_NANOS = 1_000_000;

    private Quiescence() {}

    /** Whether {@code reached} became true within the limit. An interrupt is kept for the caller and does not end the wait. */
    static boolean await(BooleanSupplier reached, long limitNanos) {
        for (int i = 0; i < SPINS; i++) {
            if (reached.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        long end = System.nanoTime() + limitNanos;
        long nap = 10_000;
        boolean done = reached.getAsBoolean();
        while (!done && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(nap);
            interrupted |= Thread.interrupted();
            nap = Math.min(nap * 2, LONGEST_NAP_NANOS);
            done = reached.getAsBoolean();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return done;
    }
}
