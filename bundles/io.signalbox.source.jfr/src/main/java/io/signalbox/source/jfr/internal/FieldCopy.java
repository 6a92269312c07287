package io.signalbox.source.jfr.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;

/**
 * Copies the fields out of a recorded event, which the recorder uses again for its next one.
 *
 * <p>Threads and classes become their names, time spans nanoseconds, points in time text; a field of a field has a dot
 * in its name; stack traces and absent values are left out.
 */
final class FieldCopy {
    private static final int DEEPEST = 3;

    private FieldCopy() {}

    static Map<String, Object> of(RecordedObject event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        copy("", event, fields, 1);
        return fields;
    }

    private static void copy(String prefix, RecordedObject from, Map<String, Object> into, int depth) {
        for (ValueDescriptor field : from.getFields()) {
            String name = prefix + field.getName();
            Object value = from.getValue(field.getName());
            if (value instanceof RecordedThread thread) {
                into.put(name, threadName(thread));
            } else if (value instanceof RecordedClass type) {
                into.put(name, type.getName());
            } else if (value instanceof RecordedObject object && !(value instanceof RecordedStackTrace)) {
                if (depth < DEEPEST) {
                    copy(name + ".", object, into, depth + 1);
                }
            } else if (value instanceof Number || value instanceof Boolean || value instanceof String) {
                into.put(name, inOneUnit(field, from, value));
            } else if (value instanceof Character letter) {
                into.put(name, letter.toString());
            }
        }
    }

    private static Object inOneUnit(ValueDescriptor field, RecordedObject from, Object value) {
        if ("jdk.jfr.Timespan".equals(field.getContentType())) {
            return from.getDuration(field.getName()).toNanos();
        } else if ("jdk.jfr.Timestamp".equals(field.getContentType())) {
            return from.getInstant(field.getName()).toString();
        }
        return value;
    }

    private static String threadName(RecordedThread thread) {
        String name = thread.getJavaName() != null ? thread.getJavaName() : thread.getOSName();
        return name != null ? name : "";
    }
}
