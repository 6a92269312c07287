package io.signalbox.api.spi;

/**
 * What was measured of one queue between two looks.
 *
 * @param nanos between the looks
 * @param handled events that were dealt with
 * @param busyNanos spent in delivering them
 * @param waiting events that wait now, those being handled not counted
 * @param ageNanos how long ago the oldest sampled event that is not handled yet was accepted, or how long a publisher has
 *     been delivering; 0 if none waits
 * @param p99Nanos from accepted to handled, of the sampled events; 0 if none was sampled
 */
public record QueueLoad(long nanos, long handled, long busyNanos, int waiting, long ageNanos, long p99Nanos) {

    /** Nothing measured yet. */
    public static final QueueLoad NOTHING = new QueueLoad(0, 0, 0, 0, 0, 0);

    /** Events dealt with in a second; 0 if nothing was measured. */
    public double perSecond() {
        return nanos == 0 ? 0 : handled * 1e9 / nanos;
    }

    /** What one event took, in nanoseconds; 0 if none was dealt with. */
    public double nanosPerEvent() {
        return handled == 0 ? 0 : (double) busyNanos / handled;
    }
}
