package io.signalbox.vm;

import io.signalbox.api.DomainEvent;
import java.util.Map;

/**
 * What the VM project tells about one of its VMs.
 *
 * <p>Two versions of an event share one type; {@link #version()} tells them apart. Events of one VM are kept in order:
 * the VM's id is the ordering key. What real hypervisors report is in {@code io.signalbox.vm.host}.
 */
public sealed interface VmEvent extends DomainEvent permits VmLifecycle, Memory, Execution, Device, Snapshot {

    /** Which VM; opaque. */
    String vmId();

    @Override
    default String orderingKey() {
        return vmId();
    }

    /** The fields by their {@code snake_case} names, {@code vm_id} among them. Made anew at each call. */
    @Override
    default Map<String, Object> eventProperties() {
        return RecordProperties.of((Record) this, "occurredAt");
    }
}
