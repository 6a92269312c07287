package io.signalbox.filter.cel.internal;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An event's properties with the types that CEL knows: every whole number is an int, every other one a double. */
final class CelProperties extends AbstractMap<String, Object> {
    private final Map<String, Object> properties;

    CelProperties(Map<String, Object> properties) {
        this.properties = properties;
    }

    @Override
    public Object get(Object name) {
        return plain(properties.get(name));
    }

    @Override
    public boolean containsKey(Object name) {
        return properties.containsKey(name);
    }

    @Override
    public int size() {
        return properties.size();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> all = new LinkedHashMap<>();
        properties.forEach((name, value) -> all.put(name, plain(value)));
        return all.entrySet();
    }

    private static Object plain(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value instanceof Float number) {
            return number.doubleValue();
        } else if (value instanceof Collection<?> several) {
            return several.stream().map(CelProperties::plain).toList();
        } else {
            return value;
        }
    }
}
