package io.signalbox.vm.host;

import java.util.Objects;

/** What a source tells about itself, not about the VM. */
public sealed interface Source extends HostEvent {

    /**
     * A source sees the VM from now on; what happened before is not told. Comes after every connect, and says how
     * things stand.
     *
     * @param hypervisor its name and version, such as {@code QEMU 7.2.22}
     * @param status the hypervisor's own word, such as {@code running} or {@code prelaunch}
     * @param running whether the VM executes code
     */
    record Attached(Head head, String hypervisor, String status, boolean running) implements Source {

        public Attached {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(hypervisor, "hypervisor");
            Objects.requireNonNull(status, "status");
        }

        @Override
        public String eventType() {
            return "vm.source.attached";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /**
     * A source no longer sees the VM.
     *
     * @param why what ended the connection
     * @param cutInMessage whether it broke off inside a message, which is lost
     */
    record Detached(Head head, String why, boolean cutInMessage) implements Source {

        public Detached {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(why, "why");
        }

        @Override
        public String eventType() {
            return "vm.source.detached";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }

    /**
     * A source lost events, because they came faster than the bus took them. Stands in their place: its
     * {@link Head#seq()} is the number of the last event lost, {@code seq - dropped + 1} that of the first.
     *
     * @param dropped how many events, 1 or more
     * @param where the queue that was full
     */
    record Gap(Head head, long dropped, String where) implements Source {

        public Gap {
            Objects.requireNonNull(head, "head");
            Objects.requireNonNull(where, "where");
            if (dropped < 1) {
                throw new IllegalArgumentException("dropped must be 1 or more events, was " + dropped);
            }
        }

        @Override
        public String eventType() {
            return "vm.source.gap";
        }

        @Override
        public String toString() {
            return head.line(this);
        }
    }
}
