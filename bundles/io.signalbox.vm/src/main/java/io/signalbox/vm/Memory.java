package io.signalbox.vm;

import java.time.Instant;
import java.util.Objects;

/** What happens to a VM's memory. Addresses and sizes are unsigned. */
public sealed interface Memory extends VmEvent {

    /**
     * Memory was allocated.
     *
     * @param addr its first address
     * @param size bytes
     */
    record MemoryAllocated(
            String vmId,
            Instant occurredAt,
            @Unsigned long addr,
            @Unsigned long size) implements Memory {
        public MemoryAllocated {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "memory.allocated";
        }

        @Override
        public boolean supportsVersionUpgrade() {
            return true;
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * Memory was allocated, and of which type.
     *
     * @param addr its first address
     * @param size bytes
     * @param memoryType such as {@code heap}
     */
    record MemoryAllocatedV2(
            String vmId,
            Instant occurredAt,
            @Unsigned long addr,
            @Unsigned long size,
            String memoryType) implements Memory {
        public MemoryAllocatedV2 {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(memoryType, "memoryType");
        }

        @Override
        public String eventType() {
            return "memory.allocated";
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
     * Memory was released.
     *
     * @param addr its first address
     * @param size bytes
     */
    record MemoryFreed(
            String vmId,
            Instant occurredAt,
            @Unsigned long addr,
            @Unsigned long size) implements Memory {
        public MemoryFreed {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "memory.freed";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * Guest memory was mapped to host memory.
     *
     * @param guestAddr its first address in the guest
     * @param hostAddr its first address in the host
     * @param size bytes
     */
    record MemoryMapped(
            String vmId,
            Instant occurredAt,
            @Unsigned long guestAddr,
            @Unsigned long hostAddr,
            @Unsigned long size) implements Memory {
        public MemoryMapped {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "memory.mapped";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A mapping was removed.
     *
     * @param guestAddr its first address in the guest
     * @param size bytes
     */
    record MemoryUnmapped(
            String vmId,
            Instant occurredAt,
            @Unsigned long guestAddr,
            @Unsigned long size) implements Memory {
        public MemoryUnmapped {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "memory.unmapped";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * The guest touched a page that is not there.
     *
     * @param addr the address touched
     * @param isWrite whether by a write
     */
    record PageFault(
            String vmId, Instant occurredAt, @Unsigned long addr, boolean isWrite) implements Memory {
        public PageFault {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "memory.page_fault";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }
}
