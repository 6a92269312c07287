package io.signalbox.core.internal;

/**
 * Keeps the fields of a subclass away from the object before it, so that threads which write neighbouring objects do
 * not take each other's cache line away. 128 bytes, for processors fetch lines in pairs. Worth it: see the async table
 * in docs/benchmarks.md.
 */
@SuppressWarnings("unused")
abstract class CacheLine {
    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
    private long p8;
    private long p9;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
    private long p15;
}
