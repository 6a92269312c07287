package io.signalbox.source.qmp.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who watches which socket and which VM: one at a time, else events would be told twice. Safe for any thread. */
final class Claims {
    /** What all configurations of this bundle share. */
    static final Claims SHARED = new Claims();

    private final Map<String, String> owners = new HashMap<>(); // guarded by this

    /**
     * Takes {@code thing} for {@code owner}, waiting for it to be released.
     *
     * @return who still has it then: somebody else, or this owner already; empty if it is taken now
     */
    synchronized Optional<String> take(String thing, String owner, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos();
                    owners.containsKey(thing) && left > 0;
                    left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(owners.putIfAbsent(thing, owner));
    }

    synchronized void release(String thing) {
        owners.remove(thing);
        notifyAll();
    }
}
