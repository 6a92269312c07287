package io.signalbox.container;

import static org.junit.Assert.assertTrue;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a limit, and says in the end what was missing. */
final class Wait {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private Wait() {}

    static void until(Supplier<String> missing, BooleanSupplier reached) {
        long end = System.nanoTime() + LIMIT_NANOS;
        boolean met = reached.getAsBoolean();
        while (!met && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            met = reached.getAsBoolean();
        }
        assertTrue(missing.get(), met);
    }
}
