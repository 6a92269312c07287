package io.signalbox.source.qmp.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads settings out of a component's properties. What is out of range is refused, by PID, key, range and value, and
 * the value in force stays. A key that is absent has its default.
 */
final class SettingsReader {
    private static final int SHOWN = 80;
    private static final Pattern FOREIGN = Pattern.compile("\\..*|(service|component|felix|osgi|objectClass)\\b.*");

    private final String pid;
    private final Map<String, ?> properties;
    private final Consumer<String> refusals;
    private final Set<String> known = new HashSet<>();

    SettingsReader(String pid, Map<String, ?> properties, Consumer<String> refusals) {
        this.pid = pid;
        this.properties = properties;
        this.refusals = refusals;
    }

    int integer(String key, int least, int most, int standard, int inForce) {
        Object value = look(key);
        if (value == null) {
            return standard;
        }
        try {
            long number = Long.parseLong(value.toString().strip());
            if (number >= least && number <= most) {
                return (int) number;
            }
        } catch (NumberFormatException e) {
            // refused below, as a number out of range is
        }
        refuse(key, least + ".." + most, value, inForce);
        return inForce;
    }

    Duration millis(String key, int least, int most, Duration standard, Duration inForce) {
        return Duration.ofMillis(integer(key, least, most, (int) standard.toMillis(), (int) inForce.toMillis()));
    }

    /** A text that {@code form} matches; {@code meaning} says what that is. */
    String text(String key, Pattern form, String meaning, String standard, String inForce) {
        Object value = look(key);
        if (value == null) {
            return standard;
        }
        String text = value.toString().strip();
        boolean written = value instanceof String || value instanceof Number;
        if (!written || !form.matcher(text).matches()) {
            refuse(key, meaning, value, inForce.isEmpty() ? "nothing" : inForce);
            return inForce;
        }
        return text;
    }

    /** To be called last: names every key that nobody asked for. */
    void refuseUnknown() {
        for (String key : properties.keySet()) {
            if (!known.contains(key) && !FOREIGN.matcher(key).matches()) {
                refusals.accept(pid + ": " + shorten(key) + " is no setting; there are "
                        + known.stream().sorted().toList());
            }
        }
    }

    private Object look(String key) {
        known.add(key);
        return properties.get(key);
    }

    private void refuse(String key, String range, Object value, Object inForce) {
        refusals.accept(pid + ": " + key + " must be " + range + ", was '" + shorten(value.toString()) + "'; " + inForce
                + " stays");
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
    }
}
