package io.signalbox.vm.host;

import java.util.Objects;

/**
 * What happened to a device.
 *
 * @param kind what happened
 * @param device its id, or its path if it has none
 * @param detail such as {@code open}; empty if there is none
 */
public record DeviceChange(Head head, Kind kind, String device, String detail) implements HostEvent {

    public DeviceChange {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(detail, "detail");
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
        REMOVED("vm.device.removed"),
        CHILD_REMOVED("vm.device.child-removed"),
        REMOVAL_FAILED("vm.device.removal-failed"),
        TRAY("vm.device.tray"),
        OST("vm.device.ost"),
        PORT("vm.device.port");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }
    }
}
