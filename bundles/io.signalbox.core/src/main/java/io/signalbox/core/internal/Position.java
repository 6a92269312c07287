package io.signalbox.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A place in a queue, which some threads move and others watch. */
final class Position extends CacheLine {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Position.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile long value;

    Position(long start) {
        value = start;
    }

    long get() {
        return value;
    }

    /** For the one thread that writes it. */
    long own() {
        return (long) VALUE.get(this);
    }

    /** What was written before is seen by whoever sees the new place. */
    void publish(long next) {
        VALUE.setRelease(this, next);
    }

    /** Moves it from one place to the next; false if it is not there any more. */
    boolean claim(long from, long to) {
        return VALUE.compareAndSet(this, from, to);
    }
}
