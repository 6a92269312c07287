package io.signalbox.api.config;

import java.time.Duration;

/** Refuses values outside a range, naming the setting, the range and the value. */
final class Range {
    private Range() {}

    static int integer(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(setting + " must be " + least + ".." + most + ", was " + value);
        }
        return value;
    }

    static double real(String setting, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(setting + " must be " + least + ".." + most + ", was " + value);
        }
        return value;
    }

    static Duration duration(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(setting + " must be " + least.toMillis() + ".." + most.toMillis()
                    + " ms, was " + value.toMillis() + " ms");
        }
        return value;
    }
}
