package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one thread is doing for the bus right now. Written by its thread alone; read by the watchdog, which looks for
 * calls that last too long, and by whoever waits for calls to end.
 *
 * <p>Memory order: {@link #enter} is a store with a full fence, so either the entering thread sees a change of the
 * registry or the processors, or whoever made that change sees the thread inside and waits for it (Dekker). The rest is
 * opaque: the watchdog may see it late, never torn.
 */
final class ThreadSlot extends CacheLine {
    private static final VarHandle PASS;
    private static final VarHandle SIGNALLING;
    private static final VarHandle CALL;
    private static final VarHandle PUBLISHED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PASS = lookup.findVarHandle(ThreadSlot.class, "pass", long.class);
            SIGNALLING = lookup.findVarHandle(ThreadSlot.class, "signalling", Attachment.class);
            CALL = lookup.findVarHandle(ThreadSlot.class, "call", long.class);
            PUBLISHED = lookup.findVarHandle(ThreadSlot.class, "published", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int ID_BITS = 40;
    private static final long ID_MASK = (1L << ID_BITS) - 1;
    private static final long NEXT_CALL = 1L << ID_BITS;

    /** The slot's place among all; a dead thread's slot is given to the next new thread. */
    final int index;

    private Thread thread; // guarded by ThreadSlots
    private long pass; // odd while inside
    private Attachment signalling;
    private long call; // which subscription's handler runs, in the low bits, and which call that is, in the high ones
    private long published;
    private Object delivering; // by the slot's thread alone
    private volatile long overrunCall; // the call that the watchdog suspects, 0 for none
    private Subscription overrun; // guarded by this: the call's subscription, once it is sure
    private boolean interrupted; // guarded by this: by the watchdog, for that call

    ThreadSlot(int index, Thread thread) {
        this.index = index;
        this.thread = thread;
    }

    Thread thread() {
        return thread;
    }

    void reuseFor(Thread next) {
        thread = next;
    }

    /**
     * Enters the region in which handlers run on this thread; what is read after this stays valid until {@link #exit}.
     * Returns whether the thread was outside before.
     */
    boolean enter() {
        long before = pass;
        if ((before & 1) == 1) {
            return false;
        }
        PASS.setVolatile(this, before + 1);
        return true;
    }

    /** Ends what {@link #enter} began; {@code outermost} is what that returned. */
    void exit(boolean outermost) {
        if (outermost) {
            PASS.setRelease(this, pass + 1);
        }
    }

    /** Odd while the thread is inside; changes each time it enters or leaves. */
    long pass() {
        return (long) PASS.getVolatile(this);
    }

    Attachment enterSignal(Attachment queue) {
        Attachment outer = signalling;
        SIGNALLING.setVolatile(this, queue);
        return outer;
    }

    void exitSignal(Attachment outer) {
        SIGNALLING.setRelease(this, outer);
    }

    Attachment signalling() {
        return (Attachment) SIGNALLING.getVolatile(this);
    }

    /** The number of the next call; to be handed to {@link #begin}, which returns the one after that. */
    long nextCall() {
        return (call & ~ID_MASK) + NEXT_CALL;
    }

    /** A call of the handler of the subscription with this id begins. */
    long begin(long number, long subscription) {
        CALL.setOpaque(this, number + subscription);
        return number + NEXT_CALL;
    }

    /** The last call ended; {@code outer} is the id of what it was nested in, or 0. */
    void end(long number, long outer) {
        CALL.setOpaque(this, number + outer);
    }

    /** The id of the subscription whose handler runs, or 0. */
    long running() {
        return call() & ID_MASK;
    }

    /** Another number for each call. */
    long call() {
        return (long) CALL.getOpaque(this);
    }

    /**
     * Handlers are about to be given {@code item} on this thread. Returns what {@link #endItem} has to be given after
     * that. An item that has nothing to hand on, a bare event without an id, costs no store.
     */
    Object beginItem(Object item) {
        Object outer = delivering;
        Object next =
                item instanceof Envelope || !HandlerGuard.id((DomainEvent) item).isEmpty() ? item : null;
        if (next != outer) {
            delivering = next;
        }
        return outer;
    }

    void endItem(Object outer) {
        if (delivering != outer) {
            delivering = outer;
        }
    }

    /** The item that a handler on this thread is being given, if it has something to hand on; else null. */
    Object delivering() {
        return delivering;
    }

    void countPublished() {
        PUBLISHED.setOpaque(this, published + 1);
    }

    long published() {
        return (long) PUBLISHED.getOpaque(this);
    }

    /** By the watchdog: the call {@code atCall} may be over its budget at the next look. */
    void suspect(long atCall) {
        overrunCall = atCall;
    }

    /**
     * By the watchdog, a tick or more after {@link #suspect}, so that a call that has ended meanwhile has seen the
     * suspicion: if the thread is still in that call, puts the subscription in quarantine.
     */
    synchronized boolean confirm(long atCall, Subscription subscription) {
        if (overrunCall != atCall || call() != atCall || overrun != null) {
            return false;
        }
        overrun = subscription;
        subscription.quarantine();
        return true;
    }

    /** By the watchdog: interrupts the thread if it is still in the call that was confirmed. */
    synchronized void interruptOverrun(long atCall) {
        if (overrun != null && overrunCall == atCall && !interrupted) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** By its own thread, after each call: whether {@link #overrunEnded} is due. */
    boolean suspected() {
        return overrunCall != 0;
    }

    /** By its own thread, when a suspected call has ended. Returns whether it was over its budget. */
    synchronized boolean overrunEnded() {
        overrunCall = 0;
        if (interrupted) {
            interrupted = false;
            Thread.interrupted(); // it was meant for that call alone
        }
        if (overrun == null) {
            return false;
        }
        Subscription late = overrun;
        overrun = null;
        late.overrunEnded();
        return true;
    }
}
