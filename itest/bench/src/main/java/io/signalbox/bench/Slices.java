package io.signalbox.bench;

import java.util.Arrays;

/** Adds up times by slices of 50 ms, so that a few slices that something disturbed do not count. By one thread at a time. */
final class Slices {
    private static final long SLICE_NANOS = 50_000_000;
    private static final int MOST = 1 << 12; // some three minutes

    private final long fromNanos;
    private final long[] nanos = new long[MOST];
    private final int[] events = new int[MOST];

    /** @param fromNanos what was begun before is not counted */
    Slices(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    /** What was begun then took so long. */
    void add(long begunNanos, long time) {
        long since = begunNanos - fromNanos;
        if (since >= 0) {
            int slice = (int) Math.min(MOST - 1, since / SLICE_NANOS);
            nanos[slice] += time;
            events[slice]++;
        }
    }

    /** The median over the slices of the mean time of an event here and in the same slice of {@code other}, in nanoseconds. */
    double medianWith(Slices other) {
        double[] means = new double[MOST];
        int used = 0;
        for (int i = 0; i < MOST; i++) {
            if (events[i] > 0 && other.events[i] > 0) {
                means[used++] = (double) nanos[i] / events[i] + (double) other.nanos[i] / other.events[i];
            }
        }
        double[] sorted = Arrays.copyOf(means, used);
        Arrays.sort(sorted);
        return used == 0 ? 0 : sorted[used / 2];
    }
}
