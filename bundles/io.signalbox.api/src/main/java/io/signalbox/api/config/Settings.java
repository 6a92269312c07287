package io.signalbox.api.config;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads one configuration as ConfigAdmin gives it and refuses what does not fit: the refused key keeps the value that
 * is in force, the others act, and {@link #refusals()} says for each what is wrong by PID, key, range and value. A key
 * that is absent takes its default. Used once, by one thread.
 */
public final class Settings {
    private static final int LONGEST_SHOWN = 60;
    private static final int MOST_UNKNOWN = 10;
    private static final List<String> NOT_OURS =
            List.of("service.", "component.", "felix.", "osgi.", ".", "objectClass");

    private final String pid;
    private final Map<String, Object> raw = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private final List<String> refusals = new ArrayList<>();

    /** @param raw the properties; those that belong to the container are not looked at */
    public Settings(String pid, Map<String, ?> raw) {
        this.pid = pid;
        raw.forEach((key, value) -> {
            if (NOT_OURS.stream().noneMatch(key::startsWith)) {
                this.raw.put(key, value);
            }
        });
    }

    /** A whole number between {@code least} and {@code most}. */
    public int integer(String key, int least, int most, int byDefault, int inForce) {
        return read(key, "must be " + least + ".." + most, byDefault, inForce, text -> {
            int value = Integer.parseInt(text);
            return value >= least && value <= most ? value : null;
        });
    }

    /** A number between {@code least} and {@code most}. */
    public double real(String key, double least, double most, double byDefault, double inForce) {
        return read(key, "must be " + least + ".." + most, byDefault, inForce, text -> {
            double value = Double.parseDouble(text);
            return value >= least && value <= most ? value : null;
        });
    }

    /** A whole number of milliseconds between {@code least} and {@code most}. */
    public Duration millis(String key, long least, long most, Duration byDefault, Duration inForce) {
        return read(key, "must be " + least + ".." + most + " ms", byDefault, inForce, text -> {
            long value = Long.parseLong(text);
            return value >= least && value <= most ? Duration.ofMillis(value) : null;
        });
    }

    /** {@code true} or {@code false}, in any case. */
    public boolean flag(String key, boolean byDefault, boolean inForce) {
        return read(key, "must be true or false", byDefault, inForce, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        });
    }

    /** The name of one of {@code allowed}, in any case. */
    public <E extends Enum<E>> E oneOf(String key, List<E> allowed, E byDefault, E inForce) {
        return read(
                key,
                "must be one of " + allowed,
                byDefault,
                inForce,
                text -> allowed.stream()
                        .filter(each -> each.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElse(null));
    }

    /** A text that {@code form} matches; {@code range} says in words what that is. */
    public String text(String key, Pattern form, String range, String byDefault, String inForce) {
        return read(
                key,
                "must be " + range,
                byDefault,
                inForce,
                text -> form.matcher(text).matches() ? text : null);
    }

    /**
     * Texts, parted by commas or given as a list, each as {@code item} reads it; {@code range} says in words what they
     * are. None at all means the default.
     *
     * @param item refuses a text by an {@link IllegalArgumentException}
     */
    public <T> List<T> list(
            String key, Function<String, T> item, String range, int most, List<T> byDefault, List<T> inForce) {
        known.add(key);
        List<String> parts = parts(raw.get(key));
        if (parts.isEmpty()) {
            return byDefault;
        }
        if (parts.size() <= most) {
            try {
                return parts.stream().map(item).toList();
            } catch (IllegalArgumentException e) {
                // refused below, by range and value
            }
        }
        refuse(key, "must be 1.." + most + " " + range, raw.get(key));
        return inForce;
    }

    private static List<String> parts(Object value) {
        List<?> parts = List.of();
        if (value instanceof Collection<?> collection) {
            parts = List.copyOf(collection);
        } else if (value instanceof Object[] array) {
            parts = List.of(array);
        } else if (value != null) {
            parts = List.of(value.toString().split(","));
        }
        return parts.stream()
                .map(part -> part.toString().trim())
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    private <T> T read(String key, String range, T byDefault, T inForce, Function<String, T> parse) {
        known.add(key);
        if (!raw.containsKey(key)) {
            return byDefault;
        }
        Object value = raw.get(key);
        T parsed = null;
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            try {
                parsed = parse.apply(value.toString().trim());
            } catch (NumberFormatException e) {
                parsed = null; // refused below, by range and value
            }
        }
        if (parsed == null) {
            refuse(key, range, value);
            return inForce;
        }
        return parsed;
    }

    /** Refuses a value that fits alone but not with the others. */
    public void refuse(String key, String rule, Object value) {
        refusals.add(pid + ": " + key + " " + rule + ", was " + shown(value));
    }

    /**
     * What was refused, keys that nobody asked for included, the first few of these by name; to be called when all have
     * been read.
     */
    public List<String> refusals() {
        List<String> all = new ArrayList<>(refusals);
        List<String> unknown =
                raw.keySet().stream().filter(key -> !known.contains(key)).toList();
        for (String key : unknown.subList(0, Math.min(unknown.size(), MOST_UNKNOWN))) {
            all.add(pid + ": " + shown(key) + " is unknown; known are " + known);
        }
        if (unknown.size() > MOST_UNKNOWN) {
            all.add(pid + ": " + (unknown.size() - MOST_UNKNOWN) + " more keys are unknown");
        }
        return Collections.unmodifiableList(all);
    }

    /** The first of its elements, primitive ones too. */
    private static String shownArray(Object array) {
        List<Object> first = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array) && i < LONGEST_SHOWN; i++) {
            first.add(Array.get(array, i));
        }
        return first.toString();
    }

    private static String shown(Object value) {
        String text = value != null && value.getClass().isArray() ? shownArray(value) : String.valueOf(value);
        String start = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text;
        String printable = start.replaceAll("\\p{Cntrl}", "?");
        return "'" + printable + "'" + (text.length() > LONGEST_SHOWN ? "... (" + text.length() + " characters)" : "");
    }
}
