package io.signalbox.vm.host;

import java.util.Objects;

/** What happens to a VM as a whole, as its hypervisor tells it. */
public sealed interface Lifecycle extends HostEvent {

    /**
     * The VM stands still.
     *
     * @param why who or what stopped it
     */
    record Paused(Head head, Why why) implements Lifecycle {

        public Paused {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.paused";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /** The VM runs again. */
    record Resumed(Head head) implements Lifecycle {

        public Resumed {
            Objects.requireNonNull(head, "head");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.resumed";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /** The VM runs for the first time since its process began. */
    record Started(Head head) implements Lifecycle {

        public Started {
            Objects.requireNonNull(head, "head");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.started";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /**
     * The VM was reset.
     *
     * @param guest whether the guest did it
     * @param cause what did it
     */
    record Reset(Head head, boolean guest, Cause cause) implements Lifecycle {

        public Reset {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.reset";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /** The host pressed the power button; the guest may ignore it. */
    record PowerdownRequested(Head head) implements Lifecycle {

        public PowerdownRequested {
            Objects.requireNonNull(head, "head");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.powerdown-requested";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /**
     * The VM was shut down; its process usually ends next.
     *
     * @param guest whether the guest did it
     * @param cause what did it
     */
    record ShutDown(Head head, boolean guest, Cause cause) implements Lifecycle {

        public ShutDown {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.shutdown";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /**
     * The guest went to sleep.
     *
     * @param toDisk whether its memory was written to disk
     */
    record Slept(Head head, boolean toDisk) implements Lifecycle {

        public Slept {
            Objects.requireNonNull(head, "head");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.slept";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /** The guest woke up. */
    record Woke(Head head) implements Lifecycle {

        public Woke {
            Objects.requireNonNull(head, "head");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.woke";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /**
     * The VM's process has ended. Told once in each incarnation, as its last event.
     *
     * @param expected whether the VM was shut down before
     * @param cause what shut it down; {@link Cause#UNKNOWN} after a crash or a kill
     */
    record Gone(Head head, boolean expected, Cause cause) implements Lifecycle {

        public Gone {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public String eventType() {
            return "vm.lifecycle.gone";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }
}
