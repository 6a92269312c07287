package io.signalbox.source.qmp.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who watches which socket and which VM: one at a time, else events would be told twice. Safe for any thread. */
final class Claims {
    /** What all configurations of this bundle share. */
    static final Claims SHARED = new Claims();

    private final Map<String, String> owners = new HashMap<>(); // guarded by this

    /** Takes {@code thing} for {@code owner}; returns who has it if that is somebody else, or this owner already. */
    synchronized Optional<String> take(String thing, String owner) {
        return Optional.ofNullable(owners.putIfAbsent(thing, owner));
    }

    synchronized void release(String thing) {
        owners.remove(thing);
    }
}
