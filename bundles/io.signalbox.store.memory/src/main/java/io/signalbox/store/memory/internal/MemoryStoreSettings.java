package io.signalbox.store.memory.internal;

import io.signalbox.api.config.Settings;

/**
 * The settings of PID {@code io.signalbox.store.memory}, checked.
 *
 * @param maxEvents how many events are kept
 * @param maxSnapshots how many snapshots are kept
 */
record MemoryStoreSettings(int maxEvents, int maxSnapshots) {
    static final String PID = "io.signalbox.store.memory";
    static final MemoryStoreSettings DEFAULT = new MemoryStoreSettings(100_000, 1_000);

    /** What {@code settings} asks for; where it asks for something wrong, what is in force. */
    static MemoryStoreSettings read(Settings settings, MemoryStoreSettings inForce) {
        return new MemoryStoreSettings(
                settings.integer("max.events", 1, 10_000_000, DEFAULT.maxEvents, inForce.maxEvents),
                settings.integer("max.snapshots", 1, 1_000_000, DEFAULT.maxSnapshots, inForce.maxSnapshots));
    }
}
