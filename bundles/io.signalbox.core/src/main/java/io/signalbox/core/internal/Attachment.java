package io.signalbox.core.internal;

import io.signalbox.api.spi.EventProcessor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mailbox in the hands of one processor, for as long as that processor serves it. When the mailbox has another
 * attachment, or none, this one delivers nothing and signals nobody.
 */
final class Attachment extends ShardQueue {
    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
    private static final VarHandle RESTING;

    static {
        try {
            RESTING = MethodHandles.lookup().findVarHandle(Attachment.class, "resting", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventProcessor processor;
    private final ThreadSlots slots;
    private final boolean besidePublishers;
    private volatile String description = "";
    private volatile boolean resting; // not before the processor knows the mailbox: a signal would be lost on it

    Attachment(MailboxShard shard, EventProcessor processor, ThreadSlots slots) {
        super(shard);
        this.processor = processor;
        this.slots = slots;
        besidePublishers = processor instanceof BacklogProcessor;
    }

    EventProcessor processor() {
        return processor;
    }

    /** Whether publishers deliver themselves. */
    boolean byPublishers() {
        return processor instanceof CallerProcessor;
    }

    /** Whether publishers call the handler themselves while nothing waits here. */
    boolean besidePublishers() {
        return besidePublishers;
    }

    /** Signals the processor unless it is at work on the mailbox anyway. */
    void wake() {
        if (resting && RESTING.compareAndSet(this, true, false)) {
            call("signal", () -> processor.signal(this));
        }
    }

    /** The same, by a thread that is not to do the work itself. */
    void wakeElsewhere() {
        if (resting && RESTING.compareAndSet(this, true, false)) {
            if (processor instanceof CallerProcessor caller) {
                caller.signalElsewhere(this);
            } else {
                call("signal", () -> processor.signal(this));
            }
        }
    }

    /** Whether the processor waits to be signalled. */
    boolean resting() {
        return resting;
    }

    void overrun() {
        call("overrun", () -> processor.overrun(this));
    }

    void recovered() {
        call("recovered", () -> processor.recovered(this));
    }

    void attach() {
        call("attach", () -> processor.attach(this));
        resting = true;
        shard.kick();
    }

    /** Lets the processor forget the mailbox, which has another attachment already; no signal comes to it afterwards. */
    void detached(long limitNanos) {
        endLoad();
        // A signal of our own may be in a handler, which may want to change processors itself: nobody waits for that.
        boolean guest = !(processor instanceof CallerProcessor || processor instanceof BacklogProcessor);
        if (guest && !slots.awaitSignals(this, limitNanos)) {
            LOG.warn(
                    "{}: {} did not return from signal",
                    subscription(),
                    processor.getClass().getName());
        }
        try {
            processor.detach(this);
        } catch (Throwable thrown) {
            LOG.error(
                    "{}: {} failed to detach",
                    subscription(),
                    processor.getClass().getName(),
                    thrown);
        }
    }

    private void call(String what, Runnable guest) {
        ThreadSlot slot = slots.current();
        Attachment outer = slot.enterSignal(this);
        try {
            if (shard.attachment() == this) {
                guest.run();
            }
        } catch (Throwable thrown) {
            LOG.error(
                    "{}: {} failed in {}", subscription(), processor.getClass().getName(), what, thrown);
        } finally {
            slot.exitSignal(outer);
        }
    }

    @Override
    public int size() {
        return shard.attachment() == this && shard.ready() ? shard.size() : 0;
    }

    @Override
    public boolean waiting() {
        return shard.attachment() == this && shard.holdsNext();
    }

    @Override
    public int deliver(int limit) {
        return shard.attachment() == this ? shard.deliver(this, limit) : 0;
    }

    @Override
    public int deliverBatch(int limit) {
        return shard.attachment() == this ? shard.deliverBatch(this, limit) : 0;
    }

    @Override
    public void describe(String processing) {
        description = processing;
    }

    /** What the processor says of how the queue is served; empty for nothing. */
    String description() {
        return description;
    }

    @Override
    public boolean rest() {
        resting = true;
        if (shard.attachment() == this && shard.ready() && RESTING.compareAndSet(this, true, false)) {
            return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return "DeliveryQueue[" + subscription() + "]";
    }
}
