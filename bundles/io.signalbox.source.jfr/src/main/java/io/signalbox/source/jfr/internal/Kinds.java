package io.signalbox.source.jfr.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The recorder's kinds of events, and what they are called on the bus. */
final class Kinds {
    /** The recorder lost data; told as a gap, whatever kinds are set. */
    static final String DATA_LOSS = "jdk.DataLoss";

    /** The kinds told by default: a few events a second from an idle JVM, hundreds from a busy one. */
    static final List<String> LEAN;

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("jdk.GarbageCollection", "jvm.gc");
        TYPES.put("jdk.GCHeapSummary", "jvm.heap");
        TYPES.put("jdk.CPULoad", "jvm.cpu");
        TYPES.put("jdk.ClassLoadingStatistics", "jvm.classes");
        TYPES.put("jdk.JavaThreadStatistics", "jvm.threads");
        TYPES.put("jdk.ExceptionStatistics", "jvm.exceptions");
        TYPES.put("jdk.ThreadStart", "jvm.thread.start");
        TYPES.put("jdk.ThreadEnd", "jvm.thread.end");
        TYPES.put("jdk.JavaMonitorEnter", "jvm.monitor");
        TYPES.put("jdk.ObjectAllocationSample", "jvm.allocation");
        LEAN = List.copyOf(TYPES.keySet());
    }

    private Kinds() {}

    /** The type of a kind on the bus; one without a name here is {@code jvm.} and its last part in words. */
    static String eventType(String kind) {
        String type = TYPES.get(kind);
        return type != null ? type : "jvm." + words(kind.substring(kind.lastIndexOf('.') + 1));
    }

    /** Whether even the shortest event of a kind is told: collections are. */
    static boolean everyOneCounts(String kind) {
        return kind.endsWith("GarbageCollection");
    }

    private static String words(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", "$1$3-$2")
                .toLowerCase(Locale.ROOT);
    }
}
