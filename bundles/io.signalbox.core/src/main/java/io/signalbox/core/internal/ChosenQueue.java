package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.EventProcessor;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One mailbox as a processor sees it that does not deliver itself but chooses who does. It begins as ASYNC.
 */
final class ChosenQueue extends ShardQueue {

    private final EventProcessor chooser;
    private final Consumer<ChosenQueue> changed;
    private volatile boolean attached = true;
    private volatile ProcessingMode mode = ProcessingMode.ASYNC;
    private volatile String reason = "";

    /** @param changed is told when another mode was chosen, to put the mailbox into those hands */
    ChosenQueue(MailboxShard shard, EventProcessor chooser, Consumer<ChosenQueue> changed) {
        super(shard);
        this.chooser = chooser;
        this.changed = changed;
    }

    EventProcessor chooser() {
        return chooser;
    }

    /** The mode that was chosen last. */
    ProcessingMode mode() {
        return mode;
    }

    /** The choice and why, for the operator. */
    String description() {
        return reason.isEmpty() ? mode.name() : mode + ": " + reason;
    }

    boolean attached() {
        return attached;
    }

    /** The choice of its processor counts no longer. */
    void detach() {
        attached = false;
        endLoad();
    }

    /** @throws IllegalArgumentException for ADAPTIVE, which is no way to run work */
    @Override
    public void serveAs(ProcessingMode wanted, String why) {
        if (wanted == ProcessingMode.ADAPTIVE) {
            throw new IllegalArgumentException("mode must be one of [SYNC, ASYNC, BATCH], was ADAPTIVE");
        }
        boolean another = mode != wanted;
        reason = Objects.requireNonNull(why, "reason");
        mode = wanted;
        if (another && attached) {
            changed.accept(this);
        }
    }

    @Override
    public void describe(String processing) {
        reason = processing;
    }

    @Override
    public int size() {
        return shard.size();
    }

    @Override
    public int deliver(int limit) {
        return 0;
    }

    @Override
    public boolean rest() {
        return true;
    }
}
