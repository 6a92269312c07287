package io.signalbox.core.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The slots of all threads that publish or deliver. As many as such threads were alive at once. */
final class ThreadSlots {
    // The thread keeps an array of a JDK class, so that a thread outliving the bus does not keep the bus's classes.
    private final ThreadLocal<Object[]> local = new ThreadLocal<>();
    private final List<Object[]> holders = new ArrayList<>(); // guarded by this
    private final ArrayDeque<ThreadSlot> free = new ArrayDeque<>(); // guarded by this
    private volatile ThreadSlot[] all = new ThreadSlot[0];

    /** The calling thread's slot. */
    ThreadSlot current() {
        Object[] holder = local.get();
        if (holder != null && holder[0] != null) {
            return (ThreadSlot) holder[0];
        }
        return adopt();
    }

    /** A picture of all slots, those of dead threads included. */
    ThreadSlot[] all() {
        return all;
    }

    private synchronized ThreadSlot adopt() {
        Thread thread = Thread.currentThread();
        ThreadSlot slot = free.poll();
        if (slot == null) {
            recycle();
            slot = free.poll();
        }
        if (slot == null) {
            ThreadSlot[] next = java.util.Arrays.copyOf(all, all.length + 1);
            slot = new ThreadSlot(all.length, thread);
            next[all.length] = slot;
            all = next;
        } else {
            slot.reuseFor(thread);
        }
        Object[] holder = {slot};
        holders.add(holder);
        local.set(holder);
        return slot;
    }

    /** Frees the slots of threads that have died. */
    synchronized void recycle() {
        holders.removeIf(holder -> {
            ThreadSlot slot = (ThreadSlot) holder[0];
            if (slot.thread().isAlive()) {
                return false;
            }
            holder[0] = null;
            slot.reuseFor(null); // a dead thread still refers to its class loader
            free.add(slot);
            return true;
        });
    }

    /** Lets every thread forget its slot. Nothing may use the slots afterwards. */
    synchronized void close() {
        holders.forEach(holder -> holder[0] = null);
        holders.clear();
    }

    /** How many publishes all threads have made. */
    long published() {
        long sum = 0;
        for (ThreadSlot slot : all) {
            sum += slot.published();
        }
        return sum;
    }

    /**
     * Waits until every other thread that is inside now has been outside, at most for the limit. Whatever was changed
     * before this call is seen by all who enter later.
     */
    boolean awaitPasses(long limitNanos) {
        ThreadSlot mine = current();
        ThreadSlot[] slots = all;
        if (nobodyInside(slots, mine)) {
            return true;
        }
        long[] seen = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            seen[i] = slots[i].pass();
        }
        return Quiescence.await(() -> allLeft(slots, seen, mine), limitNanos);
    }

    private static boolean nobodyInside(ThreadSlot[] slots, ThreadSlot mine) {
        for (ThreadSlot slot : slots) {
            if ((slot.pass() & 1) == 1 && slot != mine) {
                return false;
            }
        }
        return true;
    }

    private static boolean allLeft(ThreadSlot[] slots, long[] seen, ThreadSlot mine) {
        for (int i = 0; i < slots.length; i++) {
            boolean wasInside = (seen[i] & 1) == 1 && slots[i] != mine;
            if (wasInside && slots[i].pass() == seen[i]) {
                return false;
            }
        }
        return true;
    }

    /** Waits until no other thread is signalling {@code queue}, at most for the limit. */
    boolean awaitSignals(Attachment queue, long limitNanos) {
        ThreadSlot mine = current();
        return Quiescence.await(
                () -> {
                    for (ThreadSlot slot : all) {
                        if (slot != mine && slot.signalling() == queue) {
                            return false;
                        }
                    }
                    return true;
                },
                limitNanos);
    }
}
