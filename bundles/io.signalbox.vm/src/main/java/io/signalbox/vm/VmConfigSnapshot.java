package io.signalbox.vm;

import java.util.Objects;

/**
 * What a VM was created with.
 *
 * @param guestArch its processor
 * @param memorySize its memory in bytes
 * @param vcpuCount how many virtual CPUs, 0 to 4,294,967,295
 * @param execMode how its code is run
 */
public record VmConfigSnapshot(
        GuestArch guestArch, @Unsigned long memorySize, long vcpuCount, ExecMode execMode) {

    /** @throws IllegalArgumentException if {@code vcpuCount} is out of range */
    public VmConfigSnapshot {
        Objects.requireNonNull(guestArch, "guestArch");
        Objects.requireNonNull(execMode, "execMode");
        UnsignedInt.check("vcpuCount", vcpuCount);
    }

    @Override
    public String toString() {
        return guestArch + "/" + vcpuCount + " cpus/" + Long.toUnsignedString(memorySize) + " bytes/" + execMode;
    }
}
