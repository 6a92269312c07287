package io.signalbox.core.internal;

import java.util.function.LongFunction;

/**
 * Finds calls that outlast their time budget by looking at every thread's slot now and then, so that the calls
 * themselves need no clock: a call is as old as the time for which its slot has shown the same call.
 *
 * <p>A look that comes late, because the machine or the VM stood still, counts as two ticks at most: a pause of the
 * whole host puts nobody in quarantine.
 */
final class Watchdog {
    static final long TICK_NANOS = 20_000_000;

    private static final class Seen {
        long number;
        long ageNanos;
        boolean suspected;
        boolean confirmed;
    }

    private final ThreadSlots slots;
    private final LongFunction<Subscription> subscriptions;
    private Seen[] seen = {};
    private long lastLook;

    /** @param subscriptions finds one by its id; null if it has ended */
    Watchdog(ThreadSlots slots, LongFunction<Subscription> subscriptions, long now) {
        this.slots = slots;
        this.subscriptions = subscriptions;
        lastLook = now;
    }

    /** One look; by the clock's thread. Returns whether any call is under way. */
    boolean look(long now, boolean interrupt) {
        long elapsed = Math.min(now - lastLook, 2 * TICK_NANOS);
        lastLook = now;
        ThreadSlot[] all = slots.all();
        if (seen.length < all.length) {
            int known = seen.length;
            seen = java.util.Arrays.copyOf(seen, all.length);
            for (int i = known; i < seen.length; i++) {
                seen[i] = new Seen();
            }
        }
        boolean busy = false;
        for (int i = 0; i < all.length; i++) {
            long running = all[i].running();
            if (running != 0) {
                busy = true;
                examine(all[i], seen[i], running, elapsed, interrupt);
            }
        }
        return busy;
    }

    private void examine(ThreadSlot slot, Seen call, long running, long elapsed, boolean interrupt) {
        long number = slot.call();
        if (number != call.number) {
            call.number = number;
            call.ageNanos = 0;
            call.suspected = false;
            call.confirmed = false;
            return;
        }
        call.ageNanos += elapsed;
        Subscription subscription = subscriptions.apply(running);
        if (subscription == null || subscription.budgetNanos() == 0) {
            return;
        }
        long budget = subscription.budgetNanos();
        if (call.confirmed) {
            if (interrupt) {
                slot.interruptOverrun(number);
            }
        } else if (call.suspected && call.ageNanos >= budget) {
            call.confirmed = slot.confirm(number, subscription);
            if (call.confirmed) {
                subscription.overrunOn(slot.thread());
            }
        } else if (call.ageNanos >= budget - TICK_NANOS) {
            call.suspected = true;
            slot.suspect(number);
        }
    }
}
