package io.signalbox.filter.internal;

import io.signalbox.api.config.InstanceName;
import io.signalbox.api.config.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one {@code io.signalbox.filter-NAME.cfg} is set to. Each part is the name of a filter or {@code LANGUAGE:TEXT}.
 *
 * @param name what subscriptions call it; empty if it has none
 * @param all all of these have to match
 * @param any one of these has to match, if there are some
 * @param none none of these may match
 */
record CompositeSettings(String name, List<String> all, List<String> any, List<String> none) {
    static final String PID = "io.signalbox.filter";

    /** Nothing at all; no filter is made of it. */
    static final CompositeSettings NOTHING = new CompositeSettings("", List.of(), List.of(), List.of());

    private static final int MOST_PARTS = 100;
    private static final int LONGEST = 16_384;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{0,64}");
    private static final Pattern TEXT = Pattern.compile(".{0," + LONGEST + "}", Pattern.DOTALL);

    /**
     * The settings that {@code properties} ask for; if they have anything wrong, {@code inForce} as a whole: half of a
     * filter lets pass what the whole would not.
     *
     * @param check refuses a part by an {@link IllegalArgumentException}
     */
    static CompositeSettings read(
            Map<String, ?> properties, CompositeSettings inForce, Consumer<String> check, Consumer<String> refusals) {
        String instance = InstanceName.of(PID, properties);
        Map<String, Object> raw = new HashMap<>(properties);
        raw.replaceAll((key, value) -> joined(value));
        Settings settings = new Settings(pid(properties), raw);
        String name = settings.text("name", NAME, "0..64 letters, digits, dots or dashes", instance, inForce.name);
        List<String> all = parts(settings, "all", raw, inForce.all, check);
        List<String> any = parts(settings, "any", raw, inForce.any, check);
        List<String> none = parts(settings, "not", raw, inForce.none, check);
        List<String> wrong = settings.refusals();
        wrong.forEach(refusals);
        return wrong.isEmpty() ? new CompositeSettings(name, all, any, none) : inForce;
    }

    /** What its configuration is called in messages. */
    static String pid(Map<String, ?> properties) {
        String instance = InstanceName.of(PID, properties);
        return instance.isEmpty() ? String.valueOf(properties.get("service.pid")) : PID + "-" + instance;
    }

    /** All parts. */
    List<String> parts() {
        return Stream.of(all, any, none).flatMap(List::stream).toList();
    }

    private static List<String> parts(
            Settings settings, String key, Map<String, Object> raw, List<String> inForce, Consumer<String> check) {
        String text = settings.text(key, TEXT, "0.." + LONGEST + " characters", "", null);
        if (text == null) {
            return inForce;
        }
        List<String> parts = split(text);
        try {
            if (parts.size() > MOST_PARTS) {
                throw new IllegalArgumentException("at most " + MOST_PARTS + " parts");
            }
            parts.forEach(check);
            return parts;
        } catch (IllegalArgumentException e) {
            settings.refuse(
                    key, "must be names or LANGUAGE:TEXT, parted by ';' (" + e.getMessage() + ")", raw.get(key));
            return inForce;
        }
    }

    /** A list as the one text that would be read as that list. */
    private static Object joined(Object value) {
        List<?> items = List.of();
        if (value instanceof Collection<?> collection) {
            items = List.copyOf(collection);
        } else if (value instanceof Object[] array) {
            items = List.of(array);
        } else {
            return value;
        }
        return items.stream().map(item -> item.toString().replace(";", ";;")).collect(Collectors.joining("; "));
    }

    /** Parts at each {@code ;}; two of them are one that does not part. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            boolean ends = i == text.length() || text.charAt(i) == ';';
            if (!ends) {
                part.append(text.charAt(i));
            } else if (text.startsWith(";;", i)) {
                part.append(';');
                i++;
            } else {
                String trimmed = part.toString().trim();
                part.setLength(0);
                if (!trimmed.isEmpty()) {
                    parts.add(trimmed);
                }
            }
        }
        return List.copyOf(parts);
    }
}
