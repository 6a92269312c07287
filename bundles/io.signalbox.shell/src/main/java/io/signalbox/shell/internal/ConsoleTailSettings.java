package io.signalbox.shell.internal;

import io.signalbox.api.EventPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the console shows.
 *
 * @param types which events
 * @param lines how many of them
 */
record ConsoleTailSettings(List<EventPattern> types, int lines) {
    static final String PID = "io.signalbox.shell";
    static final ConsoleTailSettings DEFAULT = new ConsoleTailSettings(List.of(new EventPattern("*")), 20);

    private static final int MOST_LINES = 1_000_000_000;
    private static final int LONGEST_ECHO = 80;
    private static final Set<String> KEYS = Set.of("tail.types", "tail.lines");

    ConsoleTailSettings {
        types = List.copyOf(types);
    }

    /** @throws IllegalArgumentException naming PID, key, range and value */
    static ConsoleTailSettings from(String types, String lines, Map<String, Object> all) {
        for (String key : all.keySet()) {
            if (key.startsWith("tail.") && !KEYS.contains(key)) {
                throw new IllegalArgumentException(PID + ": " + echo(key) + " is no setting; there are " + KEYS);
            }
        }
        return new ConsoleTailSettings(types(types), lines(lines));
    }

    private static List<EventPattern> types(String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(pattern -> new EventPattern(pattern.strip()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PID + ": tail.types must be patterns parted by commas, was '" + echo(text) + "'", e);
        }
    }

    private static int lines(String text) {
        try {
            int lines = Integer.parseInt(text.strip());
            if (lines >= 0 && lines <= MOST_LINES) {
                return lines;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException(
                PID + ": tail.lines must be 0.." + MOST_LINES + ", was '" + echo(text) + "'");
    }

    private static String echo(String value) {
        return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO) + "...";
    }
}
