package io.signalbox.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one thread took through one plan: how many events, and how many of these each filter did not want. Written by
 * that thread alone; others read it whole but perhaps late.
 */
final class PassCounts {
    private static final VarHandle PASSES;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            PASSES = MethodHandles.lookup().findVarHandle(PassCounts.class, "passes", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] filtered;
    private long passes;

    /** @param subscriptions how many subscriptions the plan calls */
    PassCounts(int subscriptions) {
        filtered = new long[subscriptions];
    }

    void pass() {
        PASSES.setOpaque(this, passes + 1);
    }

    /** The filter of the plan's subscription at {@code index} did not want the event. */
    void filtered(int index) {
        CELL.setOpaque(filtered, index, filtered[index] + 1);
    }

    long passes() {
        return (long) PASSES.getOpaque(this);
    }

    long filteredAt(int index) {
        return (long) CELL.getOpaque(filtered, index);
    }
}
