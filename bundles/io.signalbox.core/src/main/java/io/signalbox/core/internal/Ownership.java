package io.signalbox.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Which thread delivers from a mailbox. What an owner wrote is seen by the next one. */
final class Ownership extends CacheLine {
    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(Ownership.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Thread owner;

    /** Makes the calling thread the owner, if there is none. */
    boolean take() {
        return OWNER.compareAndSet(this, null, Thread.currentThread());
    }

    void give() {
        owner = null;
    }

    boolean free() {
        return owner == null;
    }

    boolean heldBy(Thread thread) {
        return owner == thread;
    }
}
