package io.signalbox.api.spi;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Durability;
import io.signalbox.api.EventPattern;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps events in the order in which they were appended. An OSGi service. Safe for any thread. */
@ConsumerType
public interface EventStore {

    /**
     * Appends one event; the stage completes with it when {@code durability} is reached, or with a
     * {@link StoreException}.
     *
     * @param stream the VM's id, or empty
     * @param streamSequence must exceed the stream's last; empty takes the last + 1
     */
    CompletionStage<StoredEvent> append(
            String stream,
            OptionalLong streamSequence,
            DomainEvent event,
            Map<String, String> headers,
            Durability durability);

    /** Up to {@code limit} events from {@code sequence} on, inclusive, ascending, whose type matches. */
    List<StoredEvent> read(long sequence, EventPattern types, int limit) throws StoreException;

    /** A stream's events between two stream sequences, both inclusive, ascending; empty if the stream is unknown. */
    List<StoredEvent> readStream(String stream, long from, long to) throws StoreException;

    /** The first sequence stored at or after {@code time}; empty if there is none. */
    OptionalLong sequenceAt(Instant time) throws StoreException;

    /** The last sequence of the whole store; 0 if it is empty. */
    long lastSequence();

    /** A stream's last sequence; 0 if it is unknown. */
    long lastStreamSequence(String stream);

    /** The streams there are. */
    Set<String> streams();

    /** Forgets a stream's events up to {@code through}, inclusive; its numbering goes on. */
    void truncateStream(String stream, long through) throws StoreException;

    /** Forgets a stream and its numbering; an unknown one does nothing. */
    void deleteStream(String stream) throws StoreException;
}
