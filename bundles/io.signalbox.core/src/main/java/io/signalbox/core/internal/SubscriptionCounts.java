package io.signalbox.core.internal;

import io.signalbox.api.RefusalReason;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counters of one subscription for everything that is not its mailboxes' usual way: those count themselves. Safe
 * for any thread.
 */
final class SubscriptionCounts {

    /** What is counted. */
    enum Count {
        /** Events that went through a plan it was in; folded from plans that were thrown away. */
        INLINE_CALLS,
        /** Those of them that took another way than to be handled at once: they failed, or went to the mailbox. */
        INLINE_ELSEWHERE,
        /** Not wanted by the filter on a publisher's thread; those among them that a plan left out at once were no calls. */
        INLINE_FILTERED,
        INLINE_FAILED,
        /** Failures on a publisher's thread that were parked without passing the mailbox. */
        INLINE_PARKED,
        /** Dead letters ever. */
        PARKED,
        /** Dead letters that left the box. */
        UNPARKED,
        /** Dead letters that left it for the mailbox. */
        REDRIVEN,
        /** Events that the mailbox did not take, or that it does not count. */
        REFUSED
    }

    private static final int COUNTS = Count.values().length;

    private final AtomicLongArray values = new AtomicLongArray(COUNTS);
    private final Map<String, Long> dropped = new TreeMap<>(); // guarded by itself

    long get(Count count) {
        return values.get(count.ordinal());
    }

    void add(Count count, long more) {
        values.addAndGet(count.ordinal(), more);
    }

    private void increment(Count count) {
        add(count, 1);
    }

    void inlineElsewhere() {
        increment(Count.INLINE_ELSEWHERE);
    }

    void inlineFailed() {
        increment(Count.INLINE_ELSEWHERE);
        increment(Count.INLINE_FAILED);
    }

    void inlineDuplicate() {
        increment(Count.INLINE_ELSEWHERE);
        increment(Count.REFUSED);
        dropped("DUPLICATE");
    }

    /** A newer event took the place of one that waited; both were offered, and the mailbox counted one. */
    void superseded() {
        increment(Count.REFUSED);
        dropped("COALESCED");
    }

    void inlineParked() {
        increment(Count.INLINE_PARKED);
    }

    void parked() {
        increment(Count.PARKED);
    }

    /** A dead letter left the box by being redriven into a mailbox. */
    void redriven() {
        increment(Count.UNPARKED);
        increment(Count.REDRIVEN);
    }

    /** A dead letter left the box for good. */
    void parkedDropped(String reason) {
        increment(Count.UNPARKED);
        dropped(reason);
    }

    long parkedNow() {
        return get(Count.PARKED) - get(Count.UNPARKED);
    }

    void refused(RefusalReason reason) {
        increment(Count.REFUSED);
        dropped(reason.name());
    }

    void dropped(String reason) {
        synchronized (dropped) {
            dropped.merge(reason, 1L, Long::sum);
        }
    }

    Map<String, Long> dropped() {
        synchronized (dropped) {
            return new TreeMap<>(dropped);
        }
    }
}
