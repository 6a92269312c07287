package io.signalbox.vm.host;

import io.signalbox.vm.RecordProperties;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What every event of a hypervisor has.
 *
 * @param vm whose event it is
 * @param seq its number in this incarnation, from 1, without a hole except where a {@link Source.Gap} says so
 * @param at when it happened, by the hypervisor's clock; when it was seen, if the hypervisor did not say
 * @param seen when the source read it
 * @param rawName the hypervisor's name of it; empty if the source made it up
 * @param raw all its fields by the hypervisor's names
 */
public record Head(VmRef vm, long seq, Instant at, Instant seen, String rawName, Map<String, Object> raw) {

    /** @throws IllegalArgumentException unless {@code seq} is positive */
    public Head {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(rawName, "rawName");
        raw = raw.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(raw));
        if (seq < 1) {
            throw new IllegalArgumentException("seq must be 1 or more, was " + seq);
        }
    }

    /** The VM's name, incarnation and the event's number, as {@code name#incarnation/seq}. */
    public String name() {
        return vm.name() + "#" + vm.incarnation() + "/" + seq;
    }

    /** An event with this head as one line for a console. */
    String line(HostEvent event) {
        return event.eventType() + " " + name() + RecordProperties.line((Record) event, "head");
    }
}
