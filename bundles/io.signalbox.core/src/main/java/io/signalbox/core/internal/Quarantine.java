package io.signalbox.core.internal;

/**
 * Keeps a subscription from being served after its handler overran its time budget. Some time after the overrun call
 * has ended the subscription is served again; an overrun soon after that doubles the time. Guarded by its subscription.
 */
final class Quarantine {
    private boolean active;
    private int inside; // overrun calls that have not returned
    private long overruns;
    private long probeNanos; // the last wait, 0 if there was none lately
    private long releasedAt;

    /** A call has outlasted its budget. Within two waits of the last release the next wait is twice as long. */
    void enter(long now) {
        if (!active && inside == 0 && now - releasedAt > 2 * probeNanos) {
            probeNanos = 0;
        }
        active = true;
        inside++;
        overruns++;
    }

    /** An overrun call has ended. Returns the nanoseconds until the release, or -1 if another is still inside. */
    long callEnded(long firstProbeNanos, long longestProbeNanos) {
        inside--;
        if (inside > 0) {
            return -1;
        }
        probeNanos = probeNanos == 0 ? firstProbeNanos : Math.min(probeNanos * 2, longestProbeNanos);
        return probeNanos;
    }

    /** The wait is over. Returns whether the quarantine ends. */
    boolean release(long now) {
        if (inside > 0 || !active) {
            return false;
        }
        active = false;
        releasedAt = now;
        return true;
    }

    boolean active() {
        return active;
    }

    long overruns() {
        return overruns;
    }
}
