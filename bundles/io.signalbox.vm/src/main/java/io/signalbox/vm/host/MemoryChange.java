package io.signalbox.vm.host;

import java.util.Objects;

/**
 * What happened to the guest's memory.
 *
 * @param kind what happened
 * @param bytes the new size, 0 if none was told
 */
public record MemoryChange(Head head, Kind kind, long bytes) implements HostEvent {

    public MemoryChange {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(kind, "kind");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be 0 or more, was " + bytes);
        }
    }

    @Override
    public String eventType() {
        return kind.eventType;
    }

    @Override
    public String toString() {
        return head.line(this);
    }

    /** What happened. */
    public enum Kind {
        BALLOON("vm.memory.balloon"),
        DEVICE_SIZE("vm.memory.device-size"),
        FAILURE("vm.memory.failure");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }
    }
}
