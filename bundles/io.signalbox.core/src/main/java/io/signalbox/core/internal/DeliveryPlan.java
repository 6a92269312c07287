package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.Receipt;
import java.util.ArrayList;
import java.util.List;

/**
 * Who gets the events of one type: computed when subscriptions change, then only read. The subscriptions are in the
 * order in which they are served.
 */
final class DeliveryPlan {
    static final Subscription[] NONE = {};

    /** Those that run on the publisher's thread. */
    final Subscription[] inline;

    /** Those that have a mailbox. */
    final Subscription[] queued;

    private Receipt accepted; // made when first asked for; whoever sees it sees it whole, for it is immutable
    private volatile OwnedCounter[] passes = {}; // by slot; written under this

    private final boolean stale;

    /** @param ordered in the order in which they are served */
    DeliveryPlan(Subscription[] ordered) {
        stale = false;
        int sync = 0;
        for (Subscription subscription : ordered) {
            sync += subscription.mode() == ProcessingMode.SYNC ? 1 : 0;
        }
        inline = sync == 0 ? NONE : new Subscription[sync];
        queued = sync == ordered.length ? NONE : new Subscription[ordered.length - sync];
        int i = 0;
        int q = 0;
        for (Subscription subscription : ordered) {
            // The mode may change while this is made; the plan is retired then, and keeps its sizes.
            boolean first = subscription.mode() == ProcessingMode.SYNC && i < inline.length || q == queued.length;
            if (first) {
                inline[i++] = subscription;
            } else {
                queued[q++] = subscription;
            }
        }
    }

    private DeliveryPlan() {
        stale = true;
        inline = NONE;
        queued = NONE;
    }

    /** A mark in the place of a plan that has to be computed; each is another. */
    static DeliveryPlan stale() {
        return new DeliveryPlan();
    }

    boolean isStale() {
        return stale;
    }

    /** What a publish returns that everybody accepted; the same object each time. */
    Receipt accepted() {
        Receipt made = accepted;
        if (made == null) {
            made = makeAccepted();
        }
        return made;
    }

    private synchronized Receipt makeAccepted() {
        if (accepted == null) {
            boolean nobody = inline.length == 0 && queued.length == 0;
            accepted = nobody ? Receipt.NO_SUBSCRIBERS : Receipt.of(names(), List.of(), List.of());
        }
        return accepted;
    }

    /** The names of all, in the order in which they are served. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Subscription subscription : inline) {
            names.add(subscription.name);
        }
        for (Subscription subscription : queued) {
            names.add(subscription.name);
        }
        return names;
    }

    /** The slot's thread has taken one event through all of {@link #inline}. */
    void countPass(ThreadSlot slot) {
        OwnedCounter[] counters = passes;
        int index = slot.index;
        if (index < counters.length && counters[index] != null) {
            counters[index].increment();
        } else {
            counterFor(index).increment();
        }
    }

    private synchronized OwnedCounter counterFor(int index) {
        OwnedCounter[] counters = passes;
        if (index >= counters.length) {
            counters = java.util.Arrays.copyOf(counters, index + 1);
        } else {
            counters = counters.clone();
        }
        if (counters[index] == null) {
            counters[index] = new OwnedCounter();
        }
        passes = counters;
        return counters[index];
    }

    /** How many events went through all of {@link #inline} by this plan. */
    long passes() {
        long sum = 0;
        for (OwnedCounter counter : passes) {
            if (counter != null) {
                sum += counter.get();
            }
        }
        return sum;
    }
}
