package io.signalbox.processor.adaptive.internal;

import io.signalbox.api.spi.QueueLoad;

/**
 * What is known of a queue in its present mode: the last looks, each counting less the older it is (half after about
 * {@value #HALF_MILLIS} ms), so that one odd look decides nothing. Used by one thread.
 */
final class LoadPicture {
    private static final double HALF_MILLIS = 350;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double ODD = 4; // one look says no more than that an event takes so many times what it took

    private static final double STANDS_OUT = 1.5;
    private static final double EBB = 0.75; // of the mean; after a pause of the JVM it is the mean again
    private static final int MOST_RISING_LOOKS = 4;

    private double nanos;
    private double handled;
    private double busy;
    private double crowded; // events of looks that found a backlog
    private double rising; // events of a look that stood out, while it is not known whether the load stays so
    private double risingRate;
    private int risingLooks;
    private double burst; // events of the greatest burst
    private double p99;
    private double cost;
    private long events;
    private int slowLooks;
    private int waiting;

    /** Takes one look in; a backlog is so many waiting events, or so long a wait beside the handling. */
    void add(QueueLoad load, int backlogEvents, double backlogNanos, double slowNanos) {
        double kept = Math.pow(0.5, load.nanos() / NANOS_PER_MILLI / HALF_MILLIS);
        double each = load.nanosPerEvent();
        double spent = cost == 0 ? load.busyNanos() : Math.min(load.busyNanos(), ODD * cost * load.handled());
        watchForBurst(load, kept);
        nanos = nanos * kept + load.nanos();
        handled = handled * kept + load.handled();
        busy = busy * kept + spent;
        waiting = load.waiting();
        p99 = Math.max(p99 * kept, load.p99Nanos());
        if (load.handled() > 0) {
            cost = busy / handled;
            events += load.handled();
            slowLooks = each > slowNanos ? slowLooks + 1 : 0;
        }
        double wait = Math.max(load.p99Nanos(), load.ageNanos()) - ODD * cost;
        boolean backlog = load.waiting() >= backlogEvents || wait >= backlogNanos;
        crowded = crowded * kept + (backlog ? load.handled() : 0);
    }

    /** A burst is a look that stands out and is followed, within a few looks, by an ebb. */
    private void watchForBurst(QueueLoad load, double kept) {
        burst *= Math.sqrt(kept);
        double rate = load.perSecond();
        if (rate >= STANDS_OUT * perSecond() && rate > risingRate) {
            rising = load.handled();
            risingRate = rate;
            risingLooks = 0;
        } else if (rate < risingRate / 2 && rate < EBB * perSecond()) {
            burst = Math.max(burst, rising);
            risingRate = 0;
        } else if (++risingLooks > MOST_RISING_LOOKS) {
            risingRate = 0;
        }
    }

    double perSecond() {
        return nanos == 0 ? 0 : handled * NANOS_PER_SECOND / nanos;
    }

    /** What an event takes, in nanoseconds; 0 while that is not known. */
    double nanosPerEvent() {
        return cost;
    }

    /** How many looks in a row found that events take too long. */
    int slowLooks() {
        return slowLooks;
    }

    /** Which share of the time events that take so long each keep a thread busy. */
    double busyShare(double nanosEach) {
        return nanos == 0 ? 0 : handled * nanosEach / nanos;
    }

    /** How many events the greatest burst had. */
    double burstEvents() {
        return burst;
    }

    /** The work of the greatest burst, if events take so long each. */
    double burstNanos(double nanosEach) {
        return burst * nanosEach;
    }

    /** Which share of the events came while there was a backlog. */
    double crowdedShare() {
        return handled == 0 ? 0 : crowded / handled;
    }

    /** From accepted to handled, the slowest look. */
    double p99Nanos() {
        return p99;
    }

    /** Events since the mode was chosen. */
    long events() {
        return events;
    }

    int waiting() {
        return waiting;
    }
}
