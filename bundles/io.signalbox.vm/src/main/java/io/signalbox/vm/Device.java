package io.signalbox.vm;

import java.time.Instant;
import java.util.Objects;

/** What happens to a VM's devices. */
public sealed interface Device extends VmEvent {

    /**
     * A device was attached.
     *
     * @param deviceId which device
     * @param deviceType what it is
     */
    record DeviceAdded(String vmId, Instant occurredAt, String deviceId, String deviceType) implements Device {
        public DeviceAdded {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(deviceId, "deviceId");
            Objects.requireNonNull(deviceType, "deviceType");
        }

        @Override
        public String eventType() {
            return "device.added";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A device was detached.
     *
     * @param deviceId which device
     */
    record DeviceRemoved(String vmId, Instant occurredAt, String deviceId) implements Device {
        public DeviceRemoved {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(deviceId, "deviceId");
        }

        @Override
        public String eventType() {
            return "device.removed";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A device raised an interrupt.
     *
     * @param deviceId which device
     * @param irq its line, 0 to 4,294,967,295
     */
    record DeviceInterrupt(String vmId, Instant occurredAt, String deviceId, long irq) implements Device {
        public DeviceInterrupt {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(deviceId, "deviceId");
            UnsignedInt.check("irq", irq);
        }

        @Override
        public String eventType() {
            return "device.interrupt";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }

    /**
     * A device finished input or output.
     *
     * @param deviceId which device
     * @param bytesTransferred bytes
     */
    record DeviceIoCompleted(
            String vmId,
            Instant occurredAt,
            String deviceId,
            @Unsigned long bytesTransferred) implements Device {
        public DeviceIoCompleted {
            Objects.requireNonNull(vmId, "vmId");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(deviceId, "deviceId");
        }

        @Override
        public String eventType() {
            return "device.io_completed";
        }

        @Override
        public String toString() {
            return eventType() + " " + vmId + RecordProperties.line(this, "vmId", "occurredAt");
        }
    }
}
