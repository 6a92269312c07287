package io.signalbox.api;

/** How a subscription's work is run. Each mode is served by the {@code EventProcessor} service of that mode. */
public enum ProcessingMode {
    /** On the publishing thread, before {@code publish} returns. For short, fast work. */
    SYNC,
    /** Later, on a worker of the async processor. */
    ASYNC,
    /** Later, several events in one call. */
    BATCH,
    /** As one of the others, chosen by the measured load. */
    ADAPTIVE
}
