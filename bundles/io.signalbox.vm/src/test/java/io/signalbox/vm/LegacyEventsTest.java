package io.signalbox.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins what the old buses' users rely on: every type string, field and version. */
class LegacyEventsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final VmConfigSnapshot CONFIG = new VmConfigSnapshot(GuestArch.RISCV64, 1 << 20, 2, ExecMode.JIT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VmLifecycle | VmCreated           | vm.created                     | 1 | true  | config
            VmLifecycle | VmCreatedV2         | vm.created                     | 2 | true  | config,created_by,tags
            VmLifecycle | VmStarted           | vm.started                     | 1 | true  | ''
            VmLifecycle | VmStartedV2         | vm.started                     | 2 | true  | startup_time_ms
            VmLifecycle | VmPaused            | vm.paused                      | 1 | true  | ''
            VmLifecycle | VmResumed           | vm.resumed                     | 1 | true  | ''
            VmLifecycle | VmStopped           | vm.stopped                     | 1 | true  | reason
            VmLifecycle | VmStoppedV2         | vm.stopped                     | 2 | true  | reason,exit_code
            VmLifecycle | VmStateChanged      | vm.state_changed               | 1 | true  | from,to
            Memory      | MemoryAllocated     | memory.allocated               | 1 | true  | addr,size
            Memory      | MemoryAllocatedV2   | memory.allocated               | 2 | false | addr,size,memory_type
            Memory      | MemoryFreed         | memory.freed                   | 1 | false | addr,size
            Memory      | MemoryMapped        | memory.mapped                  | 1 | false | guest_addr,host_addr,size
            Memory      | MemoryUnmapped      | memory.unmapped                | 1 | false | guest_addr,size
            Memory      | PageFault           | memory.page_fault              | 1 | false | addr,is_write
            Execution   | InstructionExecuted | execution.instruction_executed | 1 | false | vcpu_id,pc,instruction
            Execution   | CodeBlockCompiled   | execution.code_block_compiled  | 1 | false | pc,block_size
            Execution   | HotspotDetected     | execution.hotspot_detected     | 1 | false | pc,execution_count
            Execution   | VcpuExited          | execution.vcpu_exited          | 1 | false | vcpu_id,reason
            Execution   | ExecutionStarted    | execution.started              | 1 | false | pc
            Execution   | ExecutionStopped    | execution.stopped              | 1 | false | pc,reason
            Device      | DeviceAdded         | device.added                   | 1 | false | device_id,device_type
            Device      | DeviceRemoved       | device.removed                 | 1 | false | device_id
            Device      | DeviceInterrupt     | device.interrupt               | 1 | false | device_id,irq
            Device      | DeviceIoCompleted   | device.io_completed            | 1 | false | device_id,bytes_transferred
            Snapshot    | SnapshotCreated     | snapshot.created               | 1 | false | snapshot_id,snapshot_size
            Snapshot    | SnapshotRestored    | snapshot.restored              | 1 | false | snapshot_id
            Snapshot    | SnapshotDeleted     | snapshot.deleted               | 1 | false | snapshot_id
            """)
    void everyEventKeepsItsTypeVersionAndFields(
            String group, String variant, String type, int version, boolean upgradable, String fields)
            throws ReflectiveOperationException {
        VmEvent event = sample(Class.forName("io.signalbox.vm." + group + "$" + variant));

        assertThat(event.eventType()).isEqualTo(type);
        assertThat(event.version()).isEqualTo(version);
        assertThat(event.supportsVersionUpgrade()).isEqualTo(upgradable);
        assertThat(event.vmId()).isEqualTo("a text");
        assertThat(event.orderingKey()).isEqualTo("a text");
        assertThat(event.occurredAt()).isEqualTo(NOON);
        assertThat(topLevel(event.eventProperties().keySet())).isEqualTo(("vm_id," + fields).replaceAll(",$", ""));
    }

    @Test
    void theTableNamesEveryEvent() {
        long events = Stream.of(VmEvent.class.getPermittedSubclasses())
                .mapToLong(group -> group.getPermittedSubclasses().length)
                .sum();

        assertThat(events).isEqualTo(28);
    }

    @Test
    void propertiesAreThePlainValuesThatFiltersCompare() {
        var event = new VmLifecycle.VmCreatedV2("vm-1", NOON, CONFIG, "system", List.of("a", "b"));

        assertThat(event.eventProperties())
                .containsEntry("config.guest_arch", "riscv64")
                .containsEntry("config.memory_size", 1048576L)
                .containsEntry("config.vcpu_count", 2L)
                .containsEntry("config.exec_mode", "Jit")
                .containsEntry("tags", List.of("a", "b"));
    }

    @Test
    void aConsoleShowsUnsignedNumbersAsSuch() {
        assertThat(new Memory.PageFault("vm-1", NOON, -1, true))
                .hasToString("memory.page_fault vm-1 addr=18446744073709551615 is_write=true");
        assertThat(new VmLifecycle.VmCreated("vm-1", NOON, CONFIG))
                .hasToString("vm.created vm-1 config=riscv64/2 cpus/1048576 bytes/Jit");
    }

    @Test
    void nonsenseIsRefusedByNameAndValue() {
        assertThatThrownBy(() -> new VmLifecycle.VmStarted(null, NOON)).hasMessage("vmId");
        assertThatThrownBy(() -> new Device.DeviceInterrupt("vm-1", NOON, "nic", -1))
                .hasMessage("irq must be 0..4294967295, was -1");
        assertThatThrownBy(() -> new VmConfigSnapshot(GuestArch.ARM64, 0, 1L << 32, ExecMode.JIT))
                .hasMessage("vcpuCount must be 0..4294967295, was 4294967296");
    }

    private static VmEvent sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            arguments.add(sampleValue(component.getType()));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return (VmEvent) type.getConstructor(types).newInstance(arguments.toArray());
    }

    private static Object sampleValue(Class<?> type) {
        if (type == String.class) {
            return "a text";
        } else if (type == Instant.class) {
            return NOON;
        } else if (type == VmConfigSnapshot.class) {
            return CONFIG;
        } else if (type == VmState.class) {
            return VmState.RUNNING;
        } else if (type == List.class) {
            return List.of();
        } else if (type == int.class) {
            return 1;
        }
        return type == boolean.class ? (Object) true : (Object) 1L;
    }

    private static String topLevel(Set<String> names) {
        return names.stream()
                .map(name -> name.replaceAll("\\..*", ""))
                .distinct()
                .collect(Collectors.joining(","));
    }
}
