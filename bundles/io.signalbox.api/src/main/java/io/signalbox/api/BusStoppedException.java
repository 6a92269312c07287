package io.signalbox.api;

/** The bus does not accept events: it was not started, or is being stopped. Publishing again later may succeed. */
public final class BusStoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public BusStoppedException(String message) {
        super(message);
    }
}
