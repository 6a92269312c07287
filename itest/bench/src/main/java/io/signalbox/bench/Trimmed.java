package io.signalbox.bench;

import java.util.Arrays;

/** Collects times and gives the mean of all but the slowest hundredth. By one thread at a time. */
final class Trimmed {
    private long[] nanos = new long[1 << 16];
    private int size;

    void add(long time) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = time;
    }

    /** In nanoseconds. */
    double mean() {
        Arrays.sort(nanos, 0, size);
        int kept = size - size / 100;
        return Arrays.stream(nanos, 0, kept).average().orElse(0);
    }
}
