package io.signalbox.source.jfr.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What the source is set to.
 *
 * @param kinds the recorder's names of the events that are told
 * @param period how often the recorder takes its periodic events
 * @param threshold the least duration of an event that is told, collections apart
 * @param allocations how many allocation samples a second
 * @param queueCapacity how many events may wait for the bus
 */
record Settings(List<String> kinds, Duration period, Duration threshold, int allocations, int queueCapacity) {
    static final String PID = "io.signalbox.source.jfr";

    /** Ten lean kinds, every second, 20 ms, 10 samples, a queue of 8,192 events. */
    static final Settings DEFAULT = new Settings(Kinds.LEAN, Duration.ofSeconds(1), Duration.ofMillis(20), 10, 8_192);

    private static final Pattern KIND = Pattern.compile("[A-Za-z_$][\\w.$]{0,199}");

    Settings {
        kinds = List.copyOf(kinds);
    }

    /** The settings that {@code properties} ask for; what they have wrong stays as in {@code inForce}. */
    static Settings read(Map<String, ?> properties, Settings inForce, Consumer<String> refusals) {
        SettingsReader reader = new SettingsReader(PID, properties, refusals);
        Settings settings = new Settings(
                reader.words("kinds", KIND, "names such as jdk.CPULoad", 100, DEFAULT.kinds, inForce.kinds),
                reader.millis("period.millis", 100, 3_600_000, DEFAULT.period, inForce.period),
                reader.millis("threshold.millis", 0, 3_600_000, DEFAULT.threshold, inForce.threshold),
                reader.integer("allocations.per.second", 1, 10_000, DEFAULT.allocations, inForce.allocations),
                reader.integer("queue.capacity", 16, 1 << 20, DEFAULT.queueCapacity, inForce.queueCapacity));
        reader.refuseUnknown();
        return settings;
    }

    /** Whether the recorder must be started anew to go from {@code other} to these. */
    boolean recordsOtherThan(Settings other) {
        return !kinds.equals(other.kinds)
                || !period.equals(other.period)
                || !threshold.equals(other.threshold)
                || allocations != other.allocations;
    }
}
