package io.signalbox.api.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The state of one VM after a number of its events.
 *
 * @param vmId whose
 * @param version the aggregate's version
 * @param streamSequence the last event that is in it
 * @param createdAt when it was made
 * @param state the state's bytes; the caller must not change the array
 * @param metadata what else its maker noted
 */
public record Snapshot(
        String vmId, long version, long streamSequence, Instant createdAt, byte[] state, Map<String, String> metadata) {

    public Snapshot {
        Objects.requireNonNull(vmId, "vmId");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(state, "state");
        metadata = Map.copyOf(metadata);
    }
}
