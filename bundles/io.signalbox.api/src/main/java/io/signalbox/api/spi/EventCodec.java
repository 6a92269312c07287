package io.signalbox.api.spi;

import io.signalbox.api.DomainEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Writes events as bytes and reads them back. An OSGi service. Safe for any thread; does not block. */
@ConsumerType
public interface EventCodec {

    /** The name under which the bytes say how they were written, such as {@code cbor}. */
    String format();

    /** Whether it can write this event. */
    boolean supports(DomainEvent event);

    /**
     * Writes the event from the buffer's position on and moves the position.
     *
     * @return false, with the position unmoved, if the buffer has not the room
     */
    boolean encode(DomainEvent event, ByteBuffer into) throws IOException;

    /** Reads one event of the named type and version from the buffer's position to its limit. */
    DomainEvent decode(String eventType, int version, ByteBuffer from) throws IOException;
}
