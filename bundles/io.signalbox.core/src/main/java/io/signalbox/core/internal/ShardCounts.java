package io.signalbox.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What became of one mailbox's deliveries. Written by the thread that owns the mailbox, read by others whole but perhaps
 * late; away from other objects, for it is written with each event.
 */
final class ShardCounts {

    /** What is counted. */
    enum Count {
        DELIVERED,
        FILTERED,
        FAILED,
        RETRIED,
        /** Became dead letters, whatever became of these. */
        PARKED,
        /** Had the id of an event that was handled already. */
        DUPLICATE
    }

    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int APART = 16;
    private static final int COUNTS = Count.values().length;

    private final long[] values = new long[APART + COUNTS];

    void increment(Count count) {
        int at = APART + count.ordinal();
        VALUE.setOpaque(values, at, values[at] + 1);
    }

    void add(Count count, int more) {
        int at = APART + count.ordinal();
        VALUE.setOpaque(values, at, values[at] + more);
    }

    /** How many deliveries have their fate. */
    long ended() {
        return get(Count.DELIVERED) + get(Count.FILTERED) + get(Count.PARKED) + get(Count.DUPLICATE);
    }

    long get(Count count) {
        return (long) VALUE.getOpaque(values, APART + count.ordinal());
    }
}
