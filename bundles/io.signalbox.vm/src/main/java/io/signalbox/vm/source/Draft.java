package io.signalbox.vm.source;

import io.signalbox.vm.host.Head;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.VmRef;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * An event that has no number yet.
 *
 * @param at when it happened
 * @param seen when it was read
 * @param rawName the hypervisor's name of it; empty if the source made it up
 * @param raw all its fields by the hypervisor's names
 * @param make makes the event, once it has its head
 */
public record Draft(
        Instant at, Instant seen, String rawName, Map<String, Object> raw, Function<Head, ? extends HostEvent> make) {

    public Draft {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(rawName, "rawName");
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(make, "make");
    }

    /** What a source tells by itself, now. */
    public static Draft own(Instant now, Function<Head, ? extends HostEvent> make) {
        return new Draft(now, now, "", Map.of(), make);
    }

    HostEvent numbered(VmRef vm, long seq) {
        return make.apply(new Head(vm, seq, at, seen, rawName, raw));
    }
}
