package io.signalbox.vm.host;

import java.util.Objects;

/**
 * What happened to a network card or its peer.
 *
 * @param kind what happened
 * @param nic the card or network device; empty if not told
 */
public record Network(Head head, Kind kind, String nic) implements HostEvent {

    public Network {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(nic, "nic");
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
        RX_FILTER("vm.network.rx-filter"),
        STREAM_CONNECTED("vm.network.stream-connected"),
        STREAM_DISCONNECTED("vm.network.stream-disconnected"),
        FAILOVER("vm.network.failover"),
        RDMA_GID("vm.network.rdma-gid");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }
    }
}
