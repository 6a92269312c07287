package io.signalbox.filter.internal;

/**
 * Addresses from {@code first} to {@code last}, both inclusive, both unsigned 64-bit numbers.
 */
record AddressRange(long first, long last) {

    /** Whether it has an address in common with the {@code size} ones that begin at {@code start}; 0 counts as 1. */
    boolean overlaps(long start, long size) {
        long end = size == 0 ? start : start + (size - 1);
        if (Long.compareUnsigned(end, start) < 0) {
            end = -1; // it would go beyond the last address there is
        }
        return Long.compareUnsigned(start, last) <= 0 && Long.compareUnsigned(first, end) <= 0;
    }
}
