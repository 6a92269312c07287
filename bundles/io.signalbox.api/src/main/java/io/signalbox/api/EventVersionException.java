package io.signalbox.api;

/** An event cannot be brought to the version that is needed; the message names type, versions and what is missing. */
public final class EventVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    public EventVersionException(String message, Throwable cause) {
        super(message, cause);
    }
}
