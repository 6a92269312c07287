package io.signalbox.vm;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What happens to a VM as a whole. Every event may be lifted to a later version. */
public sealed interface VmLifecycle extends VmEvent {

    @Override
    default boolean supportsVersionUpgrade() {
        return true;
    }

    /**
     * A VM was created.
     *
     * @param config what it was created with
     */
    record VmCreated(String vmId, Instant occurredAt, VmConfigSnapshot config) implements VmLifecycle {
        public VmCreated {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(config, "config");
        }

        @Override
        public String eventType() {
            return "vm.created";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A VM was created, by whom and under which tags.
     *
     * @param config what it was created with
     * @param createdBy who asked for it
     * @param tags free words to find it by
     */
    record VmCreatedV2(String vmId, Instant occurredAt, VmConfigSnapshot config, String createdBy, List<String> tags)
            implements VmLifecycle {
        public VmCreatedV2 {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(config, "config");
            Objects.requireNonNull(createdBy, "createdBy");
            tags = List.copyOf(tags);
        }

        @Override
        public String eventType() {
            return "vm.created";
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /** A VM was started. */
    record VmStarted(String vmId, Instant occurredAt) implements VmLifecycle {
        public VmStarted {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "vm.started";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A VM was started, and how long that took.
     *
     * @param startupTimeMs milliseconds from the request to the first instruction
     */
    record VmStartedV2(
            String vmId, Instant occurredAt, @Unsigned long startupTimeMs) implements VmLifecycle {
        public VmStartedV2 {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "vm.started";
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /** A VM was paused. */
    record VmPaused(String vmId, Instant occurredAt) implements VmLifecycle {
        public VmPaused {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "vm.paused";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /** A paused VM runs again. */
    record VmResumed(String vmId, Instant occurredAt) implements VmLifecycle {
        public VmResumed {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "vm.resumed";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A VM was stopped.
     *
     * @param reason why
     */
    record VmStopped(String vmId, Instant occurredAt, String reason) implements VmLifecycle {
        public VmStopped {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String eventType() {
            return "vm.stopped";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A VM was stopped, with its exit code.
     *
     * @param reason why
     * @param exitCode what the VM ended with; negative values are allowed
     */
    record VmStoppedV2(String vmId, Instant occurredAt, String reason, int exitCode) implements VmLifecycle {
        public VmStoppedV2 {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String eventType() {
            return "vm.stopped";
        }

        @Override
        public int version() {
            return 2;
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A VM went from one state to another.
     *
     * @param from the state it left
     * @param to the state it is in
     */
    record VmStateChanged(String vmId, Instant occurredAt, VmState from, VmState to) implements VmLifecycle {
        public VmStateChanged {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        @Override
        public String eventType() {
            return "vm.state_changed";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }
}
