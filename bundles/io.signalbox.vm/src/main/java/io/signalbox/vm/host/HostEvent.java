package io.signalbox.vm.host;

import io.signalbox.api.DomainEvent;
import io.signalbox.vm.RecordProperties;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a real hypervisor or virtual machine reports about one VM, or a source about itself.
 *
 * <p>Events of one VM are kept in order: its uuid is the ordering key. {@code (uuid, incarnation, seq)} tells
 * every event of one run of the source from every other.
 */
public sealed interface HostEvent extends DomainEvent
        permits Lifecycle,
                GuestHealth,
                DeviceChange,
                Storage,
                Job,
                Migration,
                MemoryChange,
                Console,
                Network,
                Source,
                Jvm,
                Other {

    /** Whose event it is, its number and its time, and what the hypervisor said. */
    Head head();

    @Override
    default Instant occurredAt() {
        return head().at();
    }

    @Override
    default String orderingKey() {
        return head().vm().uuid().toString();
    }

    /** {@code uuid/incarnation/seq/milliseconds}; when it was seen tells it from events of other runs of the source. */
    @Override
    default String eventId() {
        VmRef vm = head().vm();
        return vm.uuid() + "/" + vm.incarnation() + "/" + head().seq() + "/"
                + head().seen().toEpochMilli();
    }

    /**
     * The event's own fields and, of its head, {@code host}, {@code vm_id}, {@code vm_name}, {@code incarnation},
     * {@code seq} and {@code raw_name}.
     */
    @Override
    default Map<String, Object> eventProperties() {
        VmRef vm = head().vm();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("host", vm.host());
        properties.put("vm_id", vm.uuid().toString());
        properties.put("vm_name", vm.name());
        properties.put("incarnation", vm.incarnation());
        properties.put("seq", head().seq());
        properties.put("raw_name", head().rawName());
        properties.putAll(RecordProperties.of((Record) this, "head"));
        return Collections.unmodifiableMap(properties);
    }
}
