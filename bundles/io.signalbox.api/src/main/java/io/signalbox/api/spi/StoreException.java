package io.signalbox.api.spi;

import java.io.IOException;
import java.util.Objects;

/** A store could not do what was asked. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** No room on the device, or the store's own bound is reached. */
        FULL,
        /** The directory or a file cannot be written. */
        READ_ONLY,
        /** Another process has the store; the message names it. */
        LOCKED,
        /** Bytes are not what was written; the message names file and offset. */
        DAMAGED,
        /** A sequence that was given does not exceed the last. */
        SEQUENCE,
        /** The store does not do what was asked, such as to survive a loss of power; the message says what it does. */
        UNSUPPORTED,
        /** The device failed. */
        IO
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    public Kind kind() {
        return kind;
    }
}
