package io.signalbox.vm.host;

import java.util.Objects;

/**
 * A job of the hypervisor went on: backup, mirror, dump and the like.
 *
 * @param id which job
 * @param status the hypervisor's own word, such as {@code concluded}
 * @param error what went wrong; empty if nothing
 */
public record Job(Head head, String id, String status, String error) implements HostEvent {

    public Job {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(error, "error");
    }

    @Override
    public String eventType() {
        return "vm.job.status";
    }

    @Override
    public String toString() {
        return head.line(this);
    }
}
