package io.signalbox.shell.internal;

import io.signalbox.api.EventPattern;
import io.signalbox.api.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the console shows.
 *
 * @param types which events
 * @param lines how many of them
 */
record ConsoleTailSettings(List<EventPattern> types, int lines) {
    static final String PID = "io.signalbox.shell";
    static final ConsoleTailSettings DEFAULT = new ConsoleTailSettings(List.of(new EventPattern("*")), 20);

    private static final int MOST_TYPES = 1_000;
    private static final int MOST_LINES = 1_000_000_000;

    ConsoleTailSettings {
        types = List.copyOf(types);
    }

    /** The settings that {@code properties} ask for; what they have wrong stays as in {@code inForce}. */
    static ConsoleTailSettings read(Map<String, ?> properties, ConsoleTailSettings inForce, Consumer<String> refusals) {
        Settings settings = new Settings(PID, properties);
        ConsoleTailSettings read = new ConsoleTailSettings(
                settings.list("tail.types", EventPattern::new, "patterns", MOST_TYPES, DEFAULT.types, inForce.types),
                settings.integer("tail.lines", 0, MOST_LINES, DEFAULT.lines, inForce.lines));
        settings.refusals().forEach(refusals);
        return read;
    }
}
