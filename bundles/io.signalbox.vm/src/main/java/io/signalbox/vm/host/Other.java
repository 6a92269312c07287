package io.signalbox.vm.host;

import java.util.Objects;

/** Whatever has no type of its own: {@link Head#rawName()} and {@link Head#raw()} hold it whole. */
public record Other(Head head) implements HostEvent {

    public Other {
        Objects.requireNonNull(head, "head");
    }

    @Override
    public String eventType() {
        return "vm.other";
    }

    @Override
    public String toString() {
        return head.line(this) + " " + head.rawName() + " " + head.raw();
    }
}
