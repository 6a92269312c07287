package io.signalbox.core.internal;

import io.signalbox.api.RefusalReason;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one subscription for everything that is not its mailboxes' usual way: those count themselves. Safe
 * for any thread.
 */
final class SubscriptionCounts {
    private final LongAdder inlineCalls = new LongAdder(); // folded from plans that were thrown away
    private final LongAdder inlineElsewhere = new LongAdder();
    private final LongAdder inlineFiltered = new LongAdder();
    private final LongAdder inlineFailed = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final LongAdder unparked = new LongAdder();
    private final LongAdder inlineParked = new LongAdder();
    private final LongAdder redriven = new LongAdder();
    private final ConcurrentHashMap<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /** So many events went through a plan that this subscription was in. */
    void foldInlineCalls(long calls) {
        inlineCalls.add(calls);
    }

    long foldedInlineCalls() {
        return inlineCalls.sum();
    }

    /** One of those events took another way than to be handled at once: it failed, or went to the mailbox. */
    void inlineElsewhere() {
        inlineElsewhere.increment();
    }

    void inlineFiltered() {
        inlineElsewhere.increment();
        inlineFiltered.increment();
    }

    void inlineFailed() {
        inlineElsewhere.increment();
        inlineFailed.increment();
    }

    /** A failure on the publisher's thread was parked without passing the mailbox. */
    void inlineParked() {
        inlineParked.increment();
    }

    long inlineElsewhereSum() {
        return inlineElsewhere.sum();
    }

    long inlineFilteredSum() {
        return inlineFiltered.sum();
    }

    long inlineFailedSum() {
        return inlineFailed.sum();
    }

    long inlineParkedSum() {
        return inlineParked.sum();
    }

    void parked() {
        parked.increment();
    }

    /** A dead letter left the box by being redriven into a mailbox. */
    void redriven() {
        unparked.increment();
        redriven.increment();
    }

    long redrivenSum() {
        return redriven.sum();
    }

    /** A dead letter left the box for good. */
    void parkedDropped(String reason) {
        unparked.increment();
        dropped(reason);
    }

    long parkedNow() {
        return parked.sum() - unparked.sum();
    }

    long parkedEver() {
        return parked.sum();
    }

    void refused(RefusalReason reason) {
        refused.increment();
        dropped(reason.name());
    }

    long refusedSum() {
        return refused.sum();
    }

    void dropped(String reason) {
        dropped.computeIfAbsent(reason, r -> new LongAdder()).increment();
    }

    Map<String, Long> dropped() {
        Map<String, Long> sums = new TreeMap<>();
        dropped.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }
}
