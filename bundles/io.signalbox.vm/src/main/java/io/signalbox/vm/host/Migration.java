package io.signalbox.vm.host;

import java.util.Objects;

/**
 * A migration to another host went on.
 *
 * @param status the hypervisor's own word; empty in the report of a pass
 * @param pass which pass over the memory, 0 if none was told
 */
public record Migration(Head head, String status, long pass) implements HostEvent {

    public Migration {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(status, "status");
        if (pass < 0) {
            throw new IllegalArgumentException("pass must be 0 or more, was " + pass);
        }
    }

    @Override
    public String eventType() {
        return "vm.migration.status";
    }

    @Override
    public String toString() {
        return head.line(this);
    }
}
