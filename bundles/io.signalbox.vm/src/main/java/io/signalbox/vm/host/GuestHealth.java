package io.signalbox.vm.host;

import java.util.Objects;

/**
 * How the guest fares.
 *
 * @param kind what happened
 * @param action what the hypervisor did then; empty if nothing
 */
public record GuestHealth(Head head, Kind kind, String action) implements HostEvent {

    public GuestHealth {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(action, "action");
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
        PANICKED("vm.guest.panicked"),
        CRASHLOADED("vm.guest.crashloaded"),
        WATCHDOG("vm.guest.watchdog"),
        CLOCK_CHANGED("vm.guest.clock-changed");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }
    }
}
