package io.signalbox.vm.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.EventVersionMigratorContract;
import io.signalbox.vm.VmLifecycle.VmStarted;
import io.signalbox.vm.VmLifecycle.VmStartedV2;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VmStartedStepTest extends EventVersionMigratorContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    protected EventVersionMigrator migrator() {
        return VmSteps.STARTED;
    }

    @Override
    protected DomainEvent example() {
        return new VmStarted("vm-1", NOON);
    }

    @Test
    void whatTheFirstVersionDidNotTellIsFilledIn() {
        assertThat(VmSteps.STARTED.migrate(example())).isEqualTo(new VmStartedV2("vm-1", NOON, 0));
    }
}
