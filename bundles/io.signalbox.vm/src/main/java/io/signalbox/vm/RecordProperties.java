package io.signalbox.vm;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The components of an event that is a public record, as {@link io.signalbox.api.DomainEvent#eventProperties()} wants
 * them: by {@code snake_case} name; strings, numbers, booleans and lists as they are, a record's components behind its
 * name and a dot, anything else as text.
 */
public final class RecordProperties {
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private RecordProperties() {}

    /** The properties of {@code event} in the order of its components, without those named in {@code except}. */
    public static Map<String, Object> of(Record event, String... except) {
        Map<String, Object> properties = new LinkedHashMap<>();
        collect("", event, Set.of(except), properties);
        return Collections.unmodifiableMap(properties);
    }

    /** The same as text for a console: each as {@code name=value} behind a space; unsigned numbers read as such. */
    public static String line(Record event, String... except) {
        StringBuilder line = new StringBuilder();
        Set<String> left = Set.of(except);
        for (RecordComponent component : COMPONENTS.get(event.getClass())) {
            if (!left.contains(component.getName())) {
                Object value = read(component, event);
                boolean unsigned = component.isAnnotationPresent(Unsigned.class);
                line.append(' ').append(snakeCase(component.getName())).append('=');
                line.append(unsigned ? Long.toUnsignedString((Long) value) : value);
            }
        }
        return line.toString();
    }

    private static void collect(String prefix, Record from, Set<String> except, Map<String, Object> into) {
        for (RecordComponent component : COMPONENTS.get(from.getClass())) {
            if (!except.contains(component.getName())) {
                String name = prefix + snakeCase(component.getName());
                Object value = read(component, from);
                if (value instanceof Record nested) {
                    collect(name + ".", nested, except, into);
                } else {
                    into.put(name, plain(value) ? value : value.toString());
                }
            }
        }
    }

    private static boolean plain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof List<?>;
    }

    private static Object read(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component + " of " + from.getClass(), e);
        }
    }

    private static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
