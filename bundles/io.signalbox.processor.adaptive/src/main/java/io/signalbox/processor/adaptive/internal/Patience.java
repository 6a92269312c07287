package io.signalbox.processor.adaptive.internal;

import java.util.concurrent.TimeUnit;

/**
 * When a queue may change its mode again: each change doubles the wait, up to a minute; each minute without one halves
 * it. So whatever the load does, there are some ten changes in the first minutes and then one a minute. Used by one
 * thread.
 */
final class Patience {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_DOUBLINGS = 16;

    private long since;
    private int changes;

    Patience(long now) {
        since = now;
    }

    void changed(long now) {
        changes = Math.min(MOST_DOUBLINGS, recent(now) + 1);
        since = now;
    }

    /** Whether the mode has been kept long enough. */
    boolean over(long firstNanos, long now) {
        return now - since >= Math.min(LONGEST_NANOS, firstNanos << Math.min(MOST_DOUBLINGS, recent(now)));
    }

    private int recent(long now) {
        return (int) Math.max(0, changes - (now - since) / LONGEST_NANOS);
    }
}
