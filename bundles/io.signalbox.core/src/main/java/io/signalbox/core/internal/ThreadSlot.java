package io.signalbox.core.internal;

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
final class ThreadSlot {
    private static final VarHandle PASS;
    private static final VarHandle SIGNALLING;
    private static final VarHandle RUNNING;
    private static final VarHandle BEAT;
    private static final VarHandle PUBLISHED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PASS = lookup.findVarHandle(ThreadSlot.class, "pass", long.class);
            SIGNALLING = lookup.findVarHandle(ThreadSlot.class, "signalling", Attachment.class);
            RUNNING = lookup.findVarHandle(ThreadSlot.class, "running", long.class);
            BEAT = lookup.findVarHandle(ThreadSlot.class, "beat", long.class);
            PUBLISHED = lookup.findVarHandle(ThreadSlot.class, "published", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The slot's place among all; a dead thread's slot is given to the next new thread. */
    final int index;

    private Thread thread; // guarded by ThreadSlots
    private int depth; // own thread only
    private long pass; // odd while inside
    private Attachment signalling;
    private long running; // a subscription's id, 0 for none: a reference would cost the collector's barrier each time
    private long beat;
    private long published;
    private volatile long overrunBeat; // the call that the watchdog suspects, 0 for none
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

    /** Enters the region in which handlers run on this thread. What is read after this stays valid until {@link #exit}. */
    void enter() {
        if (depth == 0) {
            PASS.setVolatile(this, pass + 1);
        }
        depth++;
    }

    void exit() {
        if (--depth == 0) {
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

    /** A call of the handler of the subscription with this id begins. */
    void begin(long subscription) {
        RUNNING.setOpaque(this, subscription);
        BEAT.setOpaque(this, beat + 1);
    }

    /** The last call ended; {@code outer} is what it was nested in, or 0. */
    void end(long outer) {
        RUNNING.setOpaque(this, outer);
        BEAT.setOpaque(this, beat + 1);
    }

    /** The id of the subscription whose handler runs, or 0. */
    long running() {
        return (long) RUNNING.getOpaque(this);
    }

    long beat() {
        return (long) BEAT.getOpaque(this);
    }

    void countPublished() {
        PUBLISHED.setOpaque(this, published + 1);
    }

    long published() {
        return (long) PUBLISHED.getOpaque(this);
    }

    /** By the watchdog: the call {@code atBeat} may be over its budget at the next look. */
    void suspect(long atBeat) {
        overrunBeat = atBeat;
    }

    /**
     * By the watchdog, a tick or more after {@link #suspect}, so that a call that has ended meanwhile has seen the
     * suspicion: if the thread is still in that call, puts the subscription in quarantine.
     */
    synchronized boolean confirm(long atBeat, Subscription subscription) {
        if (overrunBeat != atBeat || beat() != atBeat || overrun != null) {
            return false;
        }
        overrun = subscription;
        subscription.quarantine();
        return true;
    }

    /** By the watchdog: interrupts the thread if it is still in the call that was confirmed. */
    synchronized void interruptOverrun(long atBeat) {
        if (overrun != null && overrunBeat == atBeat && !interrupted) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** By its own thread, after each call: whether {@link #overrunEnded} is due. */
    boolean suspected() {
        return overrunBeat != 0;
    }

    /** By its own thread, when a suspected call has ended. Returns whether it was over its budget. */
    synchronized boolean overrunEnded() {
        overrunBeat = 0;
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
