package io.signalbox.vm.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.EventVersionMigratorContract;
import io.signalbox.vm.Memory.MemoryAllocated;
import io.signalbox.vm.Memory.MemoryAllocatedV2;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryAllocatedStepTest extends EventVersionMigratorContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    protected EventVersionMigrator migrator() {
        return VmSteps.ALLOCATED;
    }

    @Override
    protected DomainEvent example() {
        return new MemoryAllocated("vm-1", NOON, -4096, 4096);
    }

    @Test
    void whatTheFirstVersionDidNotTellIsFilledIn() {
        assertThat(VmSteps.ALLOCATED.migrate(example()))
                .isEqualTo(new MemoryAllocatedV2("vm-1", NOON, -4096, 4096, "heap"));
    }
}
