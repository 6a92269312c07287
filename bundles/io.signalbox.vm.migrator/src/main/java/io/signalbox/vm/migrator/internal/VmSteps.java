package io.signalbox.vm.migrator.internal;

import io.signalbox.vm.Memory.MemoryAllocated;
import io.signalbox.vm.Memory.MemoryAllocatedV2;
import io.signalbox.vm.VmLifecycle.VmCreated;
import io.signalbox.vm.VmLifecycle.VmCreatedV2;
import io.signalbox.vm.VmLifecycle.VmStarted;
import io.signalbox.vm.VmLifecycle.VmStartedV2;
import io.signalbox.vm.VmLifecycle.VmStopped;
import io.signalbox.vm.VmLifecycle.VmStoppedV2;
import java.util.List;

/** The steps of the VM project's events. What the first version did not tell is as the VM project itself filled it in. */
final class VmSteps {
    static final String CREATED_BY = "system";
    static final long STARTUP_TIME_MS = 0;
    static final int EXIT_CODE = 0;
    static final String MEMORY_TYPE = "heap";

    static final RecordStep<VmCreated> CREATED = new RecordStep<>(
            "vm.created",
            1,
            VmCreated.class,
            e -> new VmCreatedV2(e.vmId(), e.occurredAt(), e.config(), CREATED_BY, List.of()));

    static final RecordStep<VmStarted> STARTED = new RecordStep<>(
            "vm.started", 1, VmStarted.class, e -> new VmStartedV2(e.vmId(), e.occurredAt(), STARTUP_TIME_MS));

    static final RecordStep<VmStopped> STOPPED = new RecordStep<>(
            "vm.stopped", 1, VmStopped.class, e -> new VmStoppedV2(e.vmId(), e.occurredAt(), e.reason(), EXIT_CODE));

    static final RecordStep<MemoryAllocated> ALLOCATED = new RecordStep<>(
            "memory.allocated",
            1,
            MemoryAllocated.class,
            e -> new MemoryAllocatedV2(e.vmId(), e.occurredAt(), e.addr(), e.size(), MEMORY_TYPE));

    /** All of them. */
    static final List<RecordStep<?>> ALL = List.of(CREATED, STARTED, STOPPED, ALLOCATED);

    private VmSteps() {}
}
