package io.signalbox.vm.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.EventVersionMigratorContract;
import io.signalbox.vm.VmLifecycle.VmStopped;
import io.signalbox.vm.VmLifecycle.VmStoppedV2;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VmStoppedStepTest extends EventVersionMigratorContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    protected EventVersionMigrator migrator() {
        return VmSteps.STOPPED;
    }

    @Override
    protected DomainEvent example() {
        return new VmStopped("vm-1", NOON, "asked to");
    }

    @Test
    void whatTheFirstVersionDidNotTellIsFilledIn() {
        assertThat(VmSteps.STOPPED.migrate(example())).isEqualTo(new VmStoppedV2("vm-1", NOON, "asked to", 0));
    }
}
