package io.signalbox.core.internal;

import static io.signalbox.api.EventHeaders.CAUSATION_ID;
import static io.signalbox.api.EventHeaders.CORRELATION_ID;
import static io.signalbox.api.EventHeaders.TRACEPARENT;
import static io.signalbox.api.EventHeaders.TRACESTATE;

import java.util.HashMap;
import java.util.Map;

/** What an event takes over from the one whose handler publishes it: see {@link io.signalbox.api.EventHeaders}. */
final class CarriedContext {
    private CarriedContext() {}

    /**
     * The publisher's own headers, and those of {@code handled} that it has not set.
     *
     * @param handled the item whose handler runs on the publishing thread; null for none
     */
    static Map<String, String> headers(Object handled, Map<String, String> own) {
        if (handled == null) {
            return own;
        }
        Map<String, String> from = Envelope.headers(handled);
        String id = HandlerGuard.id(Envelope.event(handled));
        Map<String, String> merged = new HashMap<>(own);
        carry(merged, CORRELATION_ID, from.getOrDefault(CORRELATION_ID, id));
        carry(merged, CAUSATION_ID, id);
        if (!own.containsKey(TRACEPARENT)) {
            // W3C Trace Context: a tracestate belongs to its traceparent and goes nowhere without it.
            carry(merged, TRACEPARENT, from.getOrDefault(TRACEPARENT, ""));
            carry(merged, TRACESTATE, from.getOrDefault(TRACESTATE, ""));
        }
        return merged.isEmpty() ? Map.of() : Map.copyOf(merged);
    }

    private static void carry(Map<String, String> merged, String name, String value) {
        if (!value.isEmpty()) {
            merged.putIfAbsent(name, value);
        }
    }
}
