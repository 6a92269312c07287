package io.signalbox.api;

/** Names one subscription of one bus: positive, counted from 1, never used again. */
public record EventSubscriptionId(long value) {

    /** @throws IllegalArgumentException unless {@code value} is positive */
    public EventSubscriptionId {
        if (value < 1) {
            throw new IllegalArgumentException("subscription id must be 1 or more, was " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
