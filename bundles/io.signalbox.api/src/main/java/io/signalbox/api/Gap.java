package io.signalbox.api;

import java.time.Instant;
import java.util.Objects;

/**
 * Events that one subscription lost in a row, because its mailbox was full.
 *
 * @param subscription who lost them
 * @param lost how many, 1 or more
 * @param first when the first of them was lost
 * @param last when the last of them was lost
 */
public record Gap(String subscription, long lost, Instant first, Instant last) {

    /** @throws IllegalArgumentException unless {@code lost} is positive */
    public Gap {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        if (lost < 1) {
            throw new IllegalArgumentException("lost must be 1 or more events, was " + lost);
        }
    }
}
