package io.signalbox.source.qmp.internal;

import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.Console;
import io.signalbox.vm.host.DeviceChange;
import io.signalbox.vm.host.GuestHealth;
import io.signalbox.vm.host.Head;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Job;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.MemoryChange;
import io.signalbox.vm.host.Migration;
import io.signalbox.vm.host.Network;
import io.signalbox.vm.host.Other;
import io.signalbox.vm.host.Storage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** What each of QEMU's events is on the bus, but for STOP and RESUME, which {@link Translator} knows more about. */
final class Vocabulary {
    private static final Map<String, BiFunction<Head, Fields, HostEvent>> WORDS = new HashMap<>();

    private static final Map<String, Cause> CAUSES = Map.ofEntries(
            Map.entry("none", Cause.NONE),
            Map.entry("host-error", Cause.HOST_ERROR),
            Map.entry("host-qmp-quit", Cause.HOST_QUIT),
            Map.entry("host-qmp-system-reset", Cause.HOST_RESET),
            Map.entry("host-signal", Cause.HOST_SIGNAL),
            Map.entry("host-ui", Cause.HOST_UI),
            Map.entry("guest-shutdown", Cause.GUEST_SHUTDOWN),
            Map.entry("guest-reset", Cause.GUEST_RESET),
            Map.entry("guest-panic", Cause.GUEST_PANIC),
            Map.entry("subsystem-reset", Cause.SUBSYSTEM_RESET),
            Map.entry("snapshot-load", Cause.SNAPSHOT_LOAD));

    static {
        lifecycle();
        guest();
        devices();
        storage();
        jobs();
        surroundings();
    }

    private Vocabulary() {}

    /** The event for what QEMU said; {@link Other} if there is no word for it or it makes no sense. */
    static HostEvent translate(Head head) {
        BiFunction<Head, Fields, HostEvent> word = WORDS.get(head.rawName());
        if (word == null) {
            return new Other(head);
        }
        try {
            return word.apply(head, new Fields(head.raw()));
        } catch (IllegalArgumentException e) {
            return new Other(head);
        }
    }

    /** The cause for QEMU's reason. */
    static Cause cause(String reason) {
        return CAUSES.getOrDefault(reason, Cause.UNKNOWN);
    }

    private static void lifecycle() {
        WORDS.put("RESET", (h, f) -> new Lifecycle.Reset(h, f.flag("guest"), cause(f.text("reason"))));
        WORDS.put("POWERDOWN", (h, f) -> new Lifecycle.PowerdownRequested(h));
        WORDS.put("SHUTDOWN", (h, f) -> new Lifecycle.ShutDown(h, f.flag("guest"), cause(f.text("reason"))));
        WORDS.put("SUSPEND", (h, f) -> new Lifecycle.Slept(h, false));
        WORDS.put("SUSPEND_DISK", (h, f) -> new Lifecycle.Slept(h, true));
        WORDS.put("WAKEUP", (h, f) -> new Lifecycle.Woke(h));
    }

    private static void guest() {
        health("GUEST_PANICKED", GuestHealth.Kind.PANICKED, "action");
        health("GUEST_CRASHLOADED", GuestHealth.Kind.CRASHLOADED, "action");
        health("WATCHDOG", GuestHealth.Kind.WATCHDOG, "action");
        health("RTC_CHANGE", GuestHealth.Kind.CLOCK_CHANGED, "offset");
        memory("BALLOON_CHANGE", MemoryChange.Kind.BALLOON, "actual");
        memory("MEMORY_DEVICE_SIZE_CHANGE", MemoryChange.Kind.DEVICE_SIZE, "size");
        memory("MEMORY_FAILURE", MemoryChange.Kind.FAILURE, "");
    }

    private static void devices() {
        WORDS.put("DEVICE_DELETED", (h, f) -> {
            boolean child = f.text("device").isEmpty();
            DeviceChange.Kind kind = child ? DeviceChange.Kind.CHILD_REMOVED : DeviceChange.Kind.REMOVED;
            return new DeviceChange(h, kind, f.firstOf("device", "path"), "");
        });
        device("DEVICE_UNPLUG_GUEST_ERROR", DeviceChange.Kind.REMOVAL_FAILED, "msg");
        device("MEM_UNPLUG_ERROR", DeviceChange.Kind.REMOVAL_FAILED, "msg");
        WORDS.put(
                "DEVICE_TRAY_MOVED",
                (h, f) -> new DeviceChange(
                        h, DeviceChange.Kind.TRAY, f.firstOf("device", "id"), f.flag("tray-open") ? "open" : "closed"));
        WORDS.put("ACPI_DEVICE_OST", (h, f) -> {
            Fields info = f.in("info");
            return new DeviceChange(h, DeviceChange.Kind.OST, info.firstOf("device", "slot"), info.text("status"));
        });
        WORDS.put(
                "VSERPORT_CHANGE",
                (h, f) ->
                        new DeviceChange(h, DeviceChange.Kind.PORT, f.text("id"), f.flag("open") ? "open" : "closed"));
    }

    private static void storage() {
        disk("BLOCK_IO_ERROR", Storage.Kind.IO_ERROR, "reason");
        disk("BLOCK_IMAGE_CORRUPTED", Storage.Kind.IMAGE_CORRUPTED, "msg");
        disk("BLOCK_WRITE_THRESHOLD", Storage.Kind.WRITE_THRESHOLD, "amount-exceeded");
        disk("BLOCK_EXPORT_DELETED", Storage.Kind.EXPORT_DELETED, "");
        disk("QUORUM_FAILURE", Storage.Kind.QUORUM_FAILURE, "sector-num");
        disk("QUORUM_REPORT_BAD", Storage.Kind.QUORUM_BAD, "error");
        disk("PR_MANAGER_STATUS_CHANGED", Storage.Kind.PR_MANAGER, "connected");
    }

    private static void jobs() {
        WORDS.put("JOB_STATUS_CHANGE", (h, f) -> new Job(h, f.text("id"), f.text("status"), ""));
        blockJob("BLOCK_JOB_COMPLETED", "completed");
        blockJob("BLOCK_JOB_CANCELLED", "cancelled");
        blockJob("BLOCK_JOB_READY", "ready");
        blockJob("BLOCK_JOB_PENDING", "pending");
        WORDS.put("BLOCK_JOB_ERROR", (h, f) -> new Job(h, f.text("device"), "error", f.text("operation")));
        WORDS.put("DUMP_COMPLETED", (h, f) -> new Job(h, "dump", f.in("result").text("status"), f.text("error")));
        WORDS.put("MIGRATION", (h, f) -> new Migration(h, f.text("status"), 0));
        WORDS.put("MIGRATION_PASS", (h, f) -> new Migration(h, "", f.number("pass")));
        WORDS.put("UNPLUG_PRIMARY", (h, f) -> new Migration(h, "unplug-primary", 0));
    }

    private static void surroundings() {
        for (String protocol : new String[] {"VNC", "SPICE"}) {
            console(protocol, "_CONNECTED", Console.Phase.CONNECTED);
            console(protocol, "_INITIALIZED", Console.Phase.INITIALIZED);
            console(protocol, "_DISCONNECTED", Console.Phase.DISCONNECTED);
            console(protocol, "_MIGRATE_COMPLETED", Console.Phase.MIGRATED);
        }
        network("NIC_RX_FILTER_CHANGED", Network.Kind.RX_FILTER);
        network("NETDEV_STREAM_CONNECTED", Network.Kind.STREAM_CONNECTED);
        network("NETDEV_STREAM_DISCONNECTED", Network.Kind.STREAM_DISCONNECTED);
        network("FAILOVER_NEGOTIATED", Network.Kind.FAILOVER);
        network("RDMA_GID_STATUS_CHANGED", Network.Kind.RDMA_GID);
    }

    private static void health(String word, GuestHealth.Kind kind, String action) {
        WORDS.put(word, (h, f) -> new GuestHealth(h, kind, f.text(action)));
    }

    private static void memory(String word, MemoryChange.Kind kind, String bytes) {
        WORDS.put(word, (h, f) -> new MemoryChange(h, kind, f.number(bytes)));
    }

    private static void device(String word, DeviceChange.Kind kind, String detail) {
        WORDS.put(word, (h, f) -> new DeviceChange(h, kind, f.firstOf("device", "path"), f.text(detail)));
    }

    private static void disk(String word, Storage.Kind kind, String detail) {
        WORDS.put(
                word,
                (h, f) -> new Storage(h, kind, f.firstOf("node-name", "device", "id", "reference"), f.text(detail)));
    }

    private static void blockJob(String word, String status) {
        WORDS.put(word, (h, f) -> new Job(h, f.firstOf("device", "id"), status, f.text("error")));
    }

    private static void console(String protocol, String phaseWord, Console.Phase phase) {
        String name = protocol.toLowerCase(Locale.ROOT);
        WORDS.put(protocol + phaseWord, (h, f) -> {
            Fields client = f.in("client");
            String peer = client.text("host") + ":" + client.firstOf("service", "port");
            return new Console(h, phase, name, peer.equals(":") ? "" : peer);
        });
    }

    private static void network(String word, Network.Kind kind) {
        WORDS.put(word, (h, f) -> new Network(h, kind, f.firstOf("name", "netdev-id", "device-id", "netdev", "path")));
    }
}
