package io.signalbox.core.internal;

import io.signalbox.api.EventPriority;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The lanes of one mailbox: of each {@value #ROUND} deliveries while all three have events, {@value #HIGH_SHARE} are of
 * the high lane, {@value #NORMAL_SHARE} of the normal and {@value #LOW_SHARE} of the low one; a lane that has none leaves
 * its share to the others. So none starves. Order is kept within a lane. (The seed calls this
 * {@code PriorityQueueEventProcessor}; here the mailbox has the lanes, so that they outlive every swap of a processor.)
 *
 * <p>Most mailboxes only ever see the normal lane; the other two are made when first used.
 */
final class Lanes {
    static final int HIGH_SHARE = 16;
    static final int NORMAL_SHARE = 4;
    static final int LOW_SHARE = 1;
    static final int ROUND = HIGH_SHARE + NORMAL_SHARE + LOW_SHARE;

    private static final int[] SHARES = {HIGH_SHARE, NORMAL_SHARE, LOW_SHARE};

    /** Makes a lane. */
    interface Maker {
        Lane make(EventPriority priority);
    }

    private final Maker maker;
    private final Lane normal;
    private volatile Lane[] all; // by priority once there is another than the normal one, else null; written under this
    private boolean shut; // guarded by this
    private final int[] left = SHARES.clone(); // by the owner, so too the next
    private Lane polled;

    Lanes(Maker maker) {
        this.maker = maker;
        normal = maker.make(EventPriority.NORMAL);
        polled = normal;
    }

    Lane of(Object item) {
        EventPriority priority = Envelope.lane(item);
        return priority == EventPriority.NORMAL ? normal : other(priority);
    }

    private Lane other(EventPriority priority) {
        Lane[] lanes = all;
        return (lanes == null ? makeAll() : lanes)[priority.ordinal()];
    }

    private synchronized Lane[] makeAll() {
        if (all == null) {
            Lane[] made = new Lane[EventPriority.values().length];
            for (EventPriority priority : EventPriority.values()) {
                made[priority.ordinal()] = priority == EventPriority.NORMAL ? normal : maker.make(priority);
            }
            if (shut) {
                made[EventPriority.HIGH.ordinal()].shut();
                made[EventPriority.LOW.ordinal()].shut();
            }
            all = made;
        }
        return all;
    }

    /** The next item by order of lanes, or null; by the owner. */
    Object poll() {
        Lane[] lanes = all;
        if (lanes == null) {
            return normal.poll();
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < lanes.length; i++) {
                if (left[i] > 0 && !lanes[i].isEmpty()) {
                    Object item = lanes[i].poll();
                    if (item != null) {
                        left[i]--;
                        polled = lanes[i];
                        return item;
                    }
                }
            }
            System.arraycopy(SHARES, 0, left, 0, SHARES.length);
        }
        polled = laneWithGap(lanes);
        return null;
    }

    private Lane laneWithGap(Lane[] lanes) {
        for (Lane lane : lanes) {
            if (lane.gapDue()) {
                return lane;
            }
        }
        return normal;
    }

    /** The lane that {@link #poll} looked into last; by the owner. */
    Lane polled() {
        return polled;
    }

    /** Whether a loss is to be told before the next item of any lane. */
    boolean gapDue() {
        Lane[] lanes = all;
        return lanes == null ? normal.gapDue() : laneWithGap(lanes).gapDue();
    }

    boolean waiting() {
        Lane[] lanes = all;
        if (lanes == null) {
            return normal.waiting();
        }
        for (Lane lane : lanes) {
            if (lane.waiting()) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        Lane[] lanes = all;
        if (lanes == null) {
            return normal.isEmpty();
        }
        for (Lane lane : lanes) {
            if (!lane.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@link #poll} would give an item; false too while a publisher is about to put one in. */
    boolean holdsNext() {
        Lane[] lanes = all;
        return lanes == null ? normal.holdsNext() : sum(lane -> lane.holdsNext() ? 1 : 0) > 0;
    }

    long sum(ToLongFunction<Lane> of) {
        Lane[] lanes = all;
        if (lanes == null) {
            return of.applyAsLong(normal);
        }
        long sum = 0;
        for (Lane lane : lanes) {
            sum += of.applyAsLong(lane);
        }
        return sum;
    }

    void forEach(Consumer<Lane> action) {
        Lane[] lanes = all;
        if (lanes == null) {
            action.accept(normal);
        } else {
            for (Lane lane : lanes) {
                action.accept(lane);
            }
        }
    }

    /** Refuses every item from now on, in lanes that are not made yet too. */
    synchronized void shut() {
        shut = true;
        forEach(Lane::shut);
    }

    synchronized void reopen() {
        shut = false;
        forEach(Lane::reopen);
    }
}
