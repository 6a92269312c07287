package io.signalbox.source.jfr.internal;

import io.signalbox.api.config.Settings;
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
record JfrSettings(List<String> kinds, Duration period, Duration threshold, int allocations, int queueCapacity) {
    static final String PID = "io.signalbox.source.jfr";

    /** Ten lean kinds, every second, 20 ms, 10 samples, a queue of 8,192 events. */
    static final JfrSettings DEFAULT =
            new JfrSettings(Kinds.LEAN, Duration.ofSeconds(1), Duration.ofMillis(20), 10, 8_192);

    private static final Pattern KIND = Pattern.compile("[A-Za-z_$][\\w.$]{0,199}");

    JfrSettings {
        kinds = List.copyOf(kinds);
    }

    /** The settings that {@code properties} ask for; what they have wrong stays as in {@code inForce}. */
    static JfrSettings read(Map<String, ?> properties, JfrSettings inForce, Consumer<String> refusals) {
        Settings settings = new Settings(PID, properties);
        JfrSettings read = new JfrSettings(
                settings.list(
                        "kinds", JfrSettings::kind, "names such as jdk.CPULoad", 100, DEFAULT.kinds, inForce.kinds),
                settings.millis("period.millis", 100, 3_600_000, DEFAULT.period, inForce.period),
                settings.millis("threshold.millis", 0, 3_600_000, DEFAULT.threshold, inForce.threshold),
                settings.integer("allocations.per.second", 1, 10_000, DEFAULT.allocations, inForce.allocations),
                settings.integer("queue.capacity", 16, 1 << 20, DEFAULT.queueCapacity, inForce.queueCapacity));
        settings.refusals().forEach(refusals);
        return read;
    }

    private static String kind(String name) {
        if (!KIND.matcher(name).matches()) {
            throw new IllegalArgumentException(name + " is no kind of event");
        }
        return name;
    }

    /** Whether the recorder must be started anew to go from {@code other} to these. */
    boolean recordsOtherThan(JfrSettings other) {
        return !kinds.equals(other.kinds)
                || !period.equals(other.period)
                || !threshold.equals(other.threshold)
                || allocations != other.allocations;
    }
}
