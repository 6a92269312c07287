package io.signalbox.vm.host;

import java.util.Objects;

/**
 * What happened to a remote console.
 *
 * @param phase what happened
 * @param protocol such as {@code vnc}
 * @param client host and port; empty if not told
 */
public record Console(Head head, Phase phase, String protocol, String client) implements HostEvent {

    public Console {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(client, "client");
    }

    @Override
    public String eventType() {
        return phase.eventType;
    }

    @Override
    public String toString() {
        return head.line(this);
    }

    /** What happened. */
    public enum Phase {
        CONNECTED("vm.console.connected"),
        INITIALIZED("vm.console.initialized"),
        DISCONNECTED("vm.console.disconnected"),
        MIGRATED("vm.console.migrated");

        private final String eventType;

        Phase(String eventType) {
            this.eventType = eventType;
        }
    }
}
