package io.signalbox.vm.migrator.internal;

import static io.signalbox.testing.ReceiptAssert.assertReceipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventVersionException;
import io.signalbox.api.EventVersions.UpgradeReport;
import io.signalbox.testing.InjectBus;
import io.signalbox.testing.Recorder;
import io.signalbox.testing.SignalboxExtension;
import io.signalbox.testing.TestBus;
import io.signalbox.vm.Memory.MemoryAllocated;
import io.signalbox.vm.Memory.MemoryAllocatedV2;
import io.signalbox.vm.Memory.MemoryFreed;
import io.signalbox.vm.VmLifecycle.VmStarted;
import io.signalbox.vm.VmLifecycle.VmStartedV2;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The steps on a bus. */
@ExtendWith(SignalboxExtension.class)
class VmMigrationTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @InjectBus
    private TestBus bus;

    @BeforeEach
    void migrators() {
        VmSteps.ALL.forEach(bus.parts()::migrator);
    }

    @Test
    void handlersSeeTheSecondVersionWhicheverWasPublished() {
        // given
        Recorder recorder = bus.register(new Recorder(), Map.of("types", "*", "mode", "ASYNC"));

        // when
        bus.publish(new VmStarted("vm-1", NOON));
        bus.publish(new VmStartedV2("vm-2", NOON, 17));
        bus.publish(new MemoryAllocated("vm-1", NOON, 0, 4096));
        bus.publish(new MemoryFreed("vm-1", NOON, 0, 4096));
        bus.deliver();

        // then
        recorder.assertReceived(
                new VmStartedV2("vm-1", NOON, 0),
                new VmStartedV2("vm-2", NOON, 17),
                new MemoryAllocatedV2("vm-1", NOON, 0, 4096, "heap"),
                new MemoryFreed("vm-1", NOON, 0, 4096));
    }

    @Test
    void aHandlerOfTheFirstVersionOnlyIsNotGivenTheSecond() {
        // given
        Recorder recorder =
                bus.register(new Recorder(), Map.of("types", "vm.started", "name", "old", "eventVersion", 1));

        // when
        assertReceipt(bus.publish(new VmStarted("vm-1", NOON)))
                .acceptedBy("old")
                .failedFor("old");

        // then
        bus.deliver();
        recorder.assertNothing();
        assertThat(bus.deadLetters("old").get(0).cause()).contains("vm.started version 2 is newer than 1");
    }

    @Test
    void theReportIsAsTheVmProjectsOwn() throws EventVersionException {
        // given
        VmStarted outdated = new VmStarted("vm-1", NOON);
        VmStartedV2 latest = new VmStartedV2("vm-2", NOON, 17);
        MemoryFreed single = new MemoryFreed("vm-1", NOON, 0, 4096);

        // when
        UpgradeReport report = bus.versions().upgradeReport(List.of(outdated, latest, single));

        // then
        assertThat(report.total()).isEqualTo(3);
        assertThat(report.outdated()).isEqualTo(1);
        assertThat(report.upgradeable()).isEqualTo(1);
        assertThat(report.incompatible()).isZero();
        assertThat(bus.versions().latestVersion("memory.allocated")).isEqualTo(2);
        assertThat(bus.versions().migrateToLatest(outdated)).isEqualTo(new VmStartedV2("vm-1", NOON, 0));
    }
}
