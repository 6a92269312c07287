package io.signalbox.filter.internal;

import io.signalbox.api.config.Settings;

/** The settings of PID {@code io.signalbox.filter.cache}, checked. */
final class FilterCacheSettings {
    static final String PID = "io.signalbox.filter.cache";

    /** Answers. */
    static final int DEFAULT_CAPACITY = 10_000;

    private static final int MOST = 1 << 20;

    private FilterCacheSettings() {}

    /** The capacity that {@code settings} asks for; if it asks for something wrong, the one in force. */
    static int capacity(Settings settings, int inForce) {
        return settings.integer("capacity", 1, MOST, DEFAULT_CAPACITY, inForce);
    }
}
