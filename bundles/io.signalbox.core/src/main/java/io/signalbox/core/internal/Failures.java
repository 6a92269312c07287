package io.signalbox.core.internal;

import io.signalbox.api.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** The failed tries of one delivery. By one thread at a time, handed on with the delivery. */
final class Failures {
    private final ArrayDeque<DeadLetter.Try> history = new ArrayDeque<>();
    private int attempts;
    private Instant first;
    private Throwable cause;
    private long notBeforeNanos;
    private boolean admitted;

    void add(Instant now, Throwable thrown) {
        if (first == null) {
            first = now;
        }
        attempts++;
        cause = thrown;
        if (history.size() == DeadLetter.MAX_HISTORY) {
            history.poll();
        }
        history.add(new DeadLetter.Try(now, describe(thrown)));
    }

    /** Whether the event has passed the filter, so that it is not asked again: it might say something else then. */
    boolean admitted() {
        return admitted;
    }

    void admitted(boolean passed) {
        admitted = passed;
    }

    /** No try was made, or no more is: this is why. */
    void giveUp(Instant now, Throwable why) {
        if (first == null) {
            first = now;
        }
        cause = why;
    }

    /** How many tries have failed. */
    int attempts() {
        return attempts;
    }

    /** What the last one threw. */
    Throwable cause() {
        return cause;
    }

    Instant first() {
        return first;
    }

    Duration elapsed(Instant now) {
        return Duration.between(first, now);
    }

    List<DeadLetter.Try> history() {
        return List.copyOf(history);
    }

    /** The next try is not made before this reading of the bus's clock. */
    void notBefore(long nanos) {
        notBeforeNanos = nanos;
    }

    long notBefore() {
        return notBeforeNanos;
    }

    /** What {@code thrown} says of itself, also if it cannot. */
    static String describe(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable e) { // it is foreign, and may fail in any way
            return thrown.getClass().getName() + " (its toString failed)";
        }
    }
}
