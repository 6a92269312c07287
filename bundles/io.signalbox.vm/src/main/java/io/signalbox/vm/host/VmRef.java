package io.signalbox.vm.host;

import java.util.Objects;
import java.util.UUID;

/**
 * One life of one VM.
 *
 * @param host the machine it runs on
 * @param uuid its own id
 * @param name what people call it
 * @param incarnation which process of the VM this is, counted from 1
 */
public record VmRef(String host, UUID uuid, String name, long incarnation) {

    /** @throws IllegalArgumentException unless {@code incarnation} is positive */
    public VmRef {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(name, "name");
        if (incarnation < 1) {
            throw new IllegalArgumentException("incarnation must be 1 or more, was " + incarnation);
        }
    }
}
