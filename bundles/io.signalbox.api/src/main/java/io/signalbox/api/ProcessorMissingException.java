package io.signalbox.api;

import java.time.Duration;

/** No processor of the mode that a subscription needs came while its publisher waited. */
public final class ProcessorMissingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final ProcessingMode mode;

    public ProcessorMissingException(ProcessingMode mode, Duration waited) {
        super("no " + mode + " processor within " + waited.toMillis() + " ms: is its bundle started?");
        this.mode = mode;
    }

    /** The mode that nobody serves. */
    public ProcessingMode mode() {
        return mode;
    }
}
