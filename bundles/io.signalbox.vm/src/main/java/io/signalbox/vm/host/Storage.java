package io.signalbox.vm.host;

import java.util.Objects;

/**
 * What happened to a disk.
 *
 * @param kind what happened
 * @param node the disk, block node or export
 * @param detail the reason or message; empty if there is none
 */
public record Storage(Head head, Kind kind, String node, String detail) implements HostEvent {

    public Storage {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(node, "node");
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
        IO_ERROR("vm.storage.io-error"),
        IMAGE_CORRUPTED("vm.storage.image-corrupted"),
        WRITE_THRESHOLD("vm.storage.write-threshold"),
        EXPORT_DELETED("vm.storage.export-deleted"),
        QUORUM_FAILURE("vm.storage.quorum-failure"),
        QUORUM_BAD("vm.storage.quorum-bad"),
        PR_MANAGER("vm.storage.pr-manager");

        private final String eventType;

        Kind(String eventType) {
            this.eventType = eventType;
        }
    }
}
