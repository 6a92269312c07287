package io.signalbox.api.spi;

import io.signalbox.api.DomainEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * An event as it lies in a store.
 *
 * @param sequence its place in the whole store, dense from 1
 * @param stream the VM's id, or empty
 * @param streamSequence its place in the stream, from 1, gaps allowed; 0 without a stream
 * @param event what was published
 * @param headers what the publisher sent along
 * @param storedAt when it was appended, by the store's clock
 */
public record StoredEvent(
        long sequence,
        String stream,
        long streamSequence,
        DomainEvent event,
        Map<String, String> headers,
        Instant storedAt) {

    public StoredEvent {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(event, "event");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(storedAt, "storedAt");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be 1 or more, was " + sequence);
        }
    }
}
