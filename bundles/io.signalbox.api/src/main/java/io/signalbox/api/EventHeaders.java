package io.signalbox.api;

/**
 * The names of headers that the bus carries on by itself: what a handler publishes on the thread of its call has the
 * correlation id and the trace of the event that it handles, and that event's id as its causation id; so have retries
 * and redrives. A header that the publisher sets itself stays as it is.
 */
public final class EventHeaders {
    /** What belongs together, from the first event on. */
    public static final String CORRELATION_ID = "correlation-id";

    /** The {@link DomainEvent#eventId() id} of the event whose handling published this one. */
    public static final String CAUSATION_ID = "causation-id";

    /** W3C Trace Context, Recommendation of 2021-11-23: {@code traceparent}. */
    public static final String TRACEPARENT = "traceparent";

    /** W3C Trace Context: {@code tracestate}. */
    public static final String TRACESTATE = "tracestate";

    private EventHeaders() {}
}
