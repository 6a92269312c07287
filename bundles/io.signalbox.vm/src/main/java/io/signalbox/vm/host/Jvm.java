package io.signalbox.vm.host;

import java.util.Map;
import java.util.Objects;

/**
 * An event of a Java virtual machine's own flight recorder; {@link Head#raw()} holds its fields.
 *
 * @param eventType {@code jvm.} and the kind in short, such as {@code jvm.gc}
 */
public record Jvm(Head head, String eventType) implements HostEvent {

    /** @throws IllegalArgumentException unless the type begins with {@code jvm.} */
    public Jvm {
        Objects.requireNonNull(head, "head");
        if (!eventType.startsWith("jvm.")) {
            throw new IllegalArgumentException("eventType must begin with jvm., was " + eventType);
        }
    }

    /** The recorder's name of the event, such as {@code jdk.GarbageCollection}. */
    public String jfrType() {
        return head.rawName();
    }

    /** The event's fields by the recorder's names. */
    public Map<String, Object> fields() {
        return head.raw();
    }

    @Override
    public String toString() {
        return eventType + " " + head.name() + " " + head.raw();
    }
}
