package io.signalbox.vm;

/** Refuses what is not an unsigned 32-bit number. */
final class UnsignedInt {
    private static final long MOST = 0xFFFF_FFFFL;

    private UnsignedInt() {}

    static void check(String field, long value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(field + " must be 0.." + MOST + ", was " + value);
        }
    }
}
