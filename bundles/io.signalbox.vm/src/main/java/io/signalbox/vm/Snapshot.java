package io.signalbox.vm;

import java.time.Instant;
import java.util.Objects;

/** What happens to a VM's snapshots. */
public sealed interface Snapshot extends VmEvent {

    /**
     * A snapshot was taken.
     *
     * @param snapshotId which snapshot
     * @param snapshotSize bytes
     */
    record SnapshotCreated(
            String vmId,
            Instant occurredAt,
            String snapshotId,
            @Unsigned long snapshotSize) implements Snapshot {
        public SnapshotCreated {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(snapshotId, "snapshotId");
        }

        @Override
        public String eventType() {
            return "snapshot.created";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A VM was set back to a snapshot.
     *
     * @param snapshotId which snapshot
     */
    record SnapshotRestored(String vmId, Instant occurredAt, String snapshotId) implements Snapshot {
        public SnapshotRestored {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(snapshotId, "snapshotId");
        }

        @Override
        public String eventType() {
            return "snapshot.restored";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A snapshot was removed.
     *
     * @param snapshotId which snapshot
     */
    record SnapshotDeleted(String vmId, Instant occurredAt, String snapshotId) implements Snapshot {
        public SnapshotDeleted {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(snapshotId, "snapshotId");
        }

        @Override
        public String eventType() {
            return "snapshot.deleted";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }
}
