package io.signalbox.source.qmp.internal;

import java.util.Map;

/** Reads the fields of a QMP object; what is absent or of another type is empty, zero or false. */
final class Fields {
    private final Map<?, ?> fields;

    Fields(Map<?, ?> fields) {
        this.fields = fields;
    }

    Fields in(String name) {
        return new Fields(fields.get(name) instanceof Map<?, ?> inner ? inner : Map.of());
    }

    String text(String name) {
        Object value = fields.get(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    /** The first of these that is there. */
    String firstOf(String... names) {
        for (String name : names) {
            if (!text(name).isEmpty()) {
                return text(name);
            }
        }
        return "";
    }

    long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }
}
