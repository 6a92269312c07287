package io.signalbox.vm.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.EventVersionMigratorContract;
import io.signalbox.vm.ExecMode;
import io.signalbox.vm.GuestArch;
import io.signalbox.vm.VmConfigSnapshot;
import io.signalbox.vm.VmLifecycle.VmCreated;
import io.signalbox.vm.VmLifecycle.VmCreatedV2;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VmCreatedStepTest extends EventVersionMigratorContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    protected EventVersionMigrator migrator() {
        return VmSteps.CREATED;
    }

    @Override
    protected DomainEvent example() {
        return new VmCreated("vm-1", NOON, new VmConfigSnapshot(GuestArch.ARM64, 1 << 20, 2, ExecMode.JIT));
    }

    @Test
    void whatTheFirstVersionDidNotTellIsFilledIn() {
        assertThat(VmSteps.CREATED.migrate(example()))
                .isEqualTo(new VmCreatedV2(
                        "vm-1",
                        NOON,
                        new VmConfigSnapshot(GuestArch.ARM64, 1 << 20, 2, ExecMode.JIT),
                        "system",
                        List.of()));
    }
}
