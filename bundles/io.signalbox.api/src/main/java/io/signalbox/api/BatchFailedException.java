package io.signalbox.api;

import java.util.List;

/** Thrown by {@link EnhancedEventHandler#handleBatch} to name the events of the batch that failed; the rest is done. */
public final class BatchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<DomainEvent> failed;

    public BatchFailedException(String message, List<? extends DomainEvent> failed, Throwable cause) {
        super(message, cause);
        this.failed = List.copyOf(failed);
    }

    /** The events that failed; the very instances that were in the batch. */
    public List<DomainEvent> failed() {
        return failed;
    }
}
