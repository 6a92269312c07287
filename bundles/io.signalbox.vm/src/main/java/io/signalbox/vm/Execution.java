package io.signalbox.vm;

import java.time.Instant;
import java.util.Objects;

/** What happens while a VM's code runs. Program counters, instructions and counts are unsigned. */
public sealed interface Execution extends VmEvent {

    /**
     * One instruction was executed.
     *
     * @param vcpuId which virtual CPU, from 0
     * @param pc where
     * @param instruction its encoding
     */
    record InstructionExecuted(
            String vmId,
            Instant occurredAt,
            long vcpuId,
            @Unsigned long pc,
            @Unsigned long instruction) implements Execution {
        public InstructionExecuted {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            UnsignedInt.check("vcpuId", vcpuId);
        }

        @Override
        public String eventType() {
            return "execution.instruction_executed";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A block of code was compiled.
     *
     * @param pc where it begins
     * @param blockSize bytes
     */
    record CodeBlockCompiled(
            String vmId,
            Instant occurredAt,
            @Unsigned long pc,
            @Unsigned long blockSize) implements Execution {
        public CodeBlockCompiled {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "execution.code_block_compiled";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * Code was found to be hot.
     *
     * @param pc where it begins
     * @param executionCount how often it ran
     */
    record HotspotDetected(
            String vmId,
            Instant occurredAt,
            @Unsigned long pc,
            @Unsigned long executionCount) implements Execution {
        public HotspotDetected {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "execution.hotspot_detected";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A virtual CPU left guest code.
     *
     * @param vcpuId which virtual CPU, from 0
     * @param reason why
     */
    record VcpuExited(String vmId, Instant occurredAt, long vcpuId, String reason) implements Execution {
        public VcpuExited {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            UnsignedInt.check("vcpuId", vcpuId);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String eventType() {
            return "execution.vcpu_exited";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * Execution began.
     *
     * @param pc where
     */
    record ExecutionStarted(
            String vmId, Instant occurredAt, @Unsigned long pc) implements Execution {
        public ExecutionStarted {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
        }

        @Override
        public String eventType() {
            return "execution.started";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * Execution ended.
     *
     * @param pc where
     * @param reason why
     */
    record ExecutionStopped(
            String vmId, Instant occurredAt, @Unsigned long pc, String reason) implements Execution {
        public ExecutionStopped {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String eventType() {
            return "execution.stopped";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }
}
