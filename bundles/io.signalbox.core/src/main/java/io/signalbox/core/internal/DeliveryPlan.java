package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.Receipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who gets the events of one type: computed when subscriptions change, then only read. The subscriptions are in the
 * order in which they are served.
 */
final class DeliveryPlan {
    static final Subscription[] NONE = {};

    /** Those that run on the publisher's thread. */
    final Subscription[] inline;

    /** The ways to these. */
    final InlineGate[] gates;

    /** Those that have a mailbox. */
    final Subscription[] queued;

    /** Those whose filter would not let the event pass; of a plan that is a part of another. */
    final Subscription[] excluded;

    /** Whether a subscription says which versions it understands. */
    final boolean choosy;

    private final DeliveryPlan whole; // of which this is a part; itself if of none
    private final PlanIndex index; // null for none
    private Receipt accepted; // made when first asked for; whoever sees it sees it whole, for it is immutable
    private volatile PassCounts[] passes = {}; // by slot; written under this

    private final boolean stale;

    /** @param ordered in the order in which they are served */
    DeliveryPlan(Subscription[] ordered) {
        this(null, ordered, NONE);
    }

    /** A part of {@code of}, or a plan of its own if that is null. */
    DeliveryPlan(DeliveryPlan of, Subscription[] ordered, Subscription[] excluded) {
        stale = false;
        this.excluded = excluded;
        whole = of == null ? this : of;
        choosy = anyChoosy(ordered);
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
        gates = new InlineGate[inline.length];
        for (int g = 0; g < gates.length; g++) {
            gates[g] = inline[g].inline();
        }
        index = of == null ? PlanIndex.of(this, ordered) : null;
    }

    private static boolean anyChoosy(Subscription[] subscriptions) {
        for (Subscription subscription : subscriptions) {
            if (subscription.definition().options().eventVersion().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private DeliveryPlan() {
        stale = true;
        inline = NONE;
        gates = new InlineGate[0];
        queued = NONE;
        excluded = NONE;
        choosy = false;
        whole = this;
        index = null;
    }

    /** A mark in the place of a plan that has to be computed; each is another. */
    static DeliveryPlan stale() {
        return new DeliveryPlan();
    }

    boolean isStale() {
        return stale;
    }

    /** The part of this plan that the event takes, perhaps all of it. */
    DeliveryPlan select(DomainEvent event) {
        if (index == null) {
            return this;
        }
        DeliveryPlan part = index.select(event);
        return part == null ? this : part;
    }

    /** Whether a pass has to be counted here. */
    boolean counts() {
        return inline.length > 0 || excluded.length > 0;
    }

    /** This plan and its parts. */
    List<DeliveryPlan> all() {
        if (index == null) {
            return List.of(this);
        }
        List<DeliveryPlan> all = index.parts();
        all.add(this);
        return all;
    }

    /** What a publish returns that everybody accepted; the same object each time. A filtered event counts as accepted. */
    Receipt accepted() {
        Receipt made = whole.accepted;
        if (made == null) {
            made = whole.makeAccepted();
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
        for (Subscription subscription : whole.inline) {
            names.add(subscription.name);
        }
        for (Subscription subscription : whole.queued) {
            names.add(subscription.name);
        }
        return names;
    }

    /** The slot's thread has taken one event through all of {@link #inline}. */
    void countPass(ThreadSlot slot) {
        countsOf(slot).pass();
    }

    /** What the slot's thread has taken through. */
    PassCounts countsOf(ThreadSlot slot) {
        PassCounts[] counts = passes;
        int at = slot.index;
        return at < counts.length && counts[at] != null ? counts[at] : makeCounts(at);
    }

    private synchronized PassCounts makeCounts(int at) {
        PassCounts[] counts = Arrays.copyOf(passes, Math.max(passes.length, at + 1));
        if (counts[at] == null) {
            counts[at] = new PassCounts(inline.length);
        }
        passes = counts;
        return counts[at];
    }

    /** How many events went through all of {@link #inline} by this plan. */
    long passes() {
        long sum = 0;
        for (PassCounts counts : passes) {
            sum += counts == null ? 0 : counts.passes();
        }
        return sum;
    }

    /** How many of these the filter of the subscription at {@code index} of {@link #inline} did not want. */
    long filteredAt(int index) {
        long sum = 0;
        for (PassCounts counts : passes) {
            sum += counts == null ? 0 : counts.filteredAt(index);
        }
        return sum;
    }
}
