package io.signalbox.core.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks whether handlers that went on without a thread answer within their time budget. One timer, however many
 * answers are awaited. Safe for any thread.
 */
final class ReplyWatch {
    private final BusClock clock;
    private final Runnable overdue;
    private final Runnable late;
    private final Map<Line, Long> awaited = new LinkedHashMap<>(1); // to the deadline; guarded by this
    private boolean armed; // guarded by this
    private volatile int owed; // written under this

    /**
     * @param overdue is told of each answer that did not come in time
     * @param late is told when such a one came after all
     */
    ReplyWatch(BusClock clock, Runnable overdue, Runnable late) {
        this.clock = clock;
        this.overdue = overdue;
        this.late = late;
    }

    /** Awaits the line's answer for {@code budgetNanos}; 0 is for ever. */
    synchronized void expect(Line line, long budgetNanos) {
        owed++;
        awaited.put(line, budgetNanos == 0 ? Long.MAX_VALUE : clock.nanos() + budgetNanos);
        if (budgetNanos > 0) {
            arm(budgetNanos);
        }
    }

    private void arm(long nanos) {
        if (!armed) {
            armed = true;
            clock.after(nanos, this::look);
        }
    }

    /** The line's answer has come. */
    void came(Line line) {
        boolean inTime;
        synchronized (this) {
            owed--;
            inTime = awaited.remove(line) != null;
        }
        if (!inTime) {
            late.run();
        }
    }

    private void look() {
        List<Line> expired = new ArrayList<>();
        synchronized (this) {
            armed = false;
            long now = clock.nanos();
            long next = Long.MAX_VALUE;
            for (Map.Entry<Line, Long> entry : awaited.entrySet()) {
                if (entry.getValue() - now <= 0) {
                    expired.add(entry.getKey());
                } else {
                    next = Math.min(next, entry.getValue());
                }
            }
            expired.forEach(awaited::remove);
            if (next != Long.MAX_VALUE) {
                arm(next - now);
            }
        }
        expired.forEach(line -> overdue.run());
    }

    /** Whether any answer has not come yet. */
    boolean owed() {
        return owed > 0;
    }
}
