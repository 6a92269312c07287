package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.Head;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Other;
import io.signalbox.vm.host.VmRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            RESET                     | {"guest": true, "reason": "guest-reset"}                      | vm.lifecycle.reset vm#1/1 guest=true cause=GUEST_RESET
            POWERDOWN                 | {}                                                            | vm.lifecycle.powerdown-requested vm#1/1
            SHUTDOWN                  | {"guest": false, "reason": "brand-new"}                       | vm.lifecycle.shutdown vm#1/1 guest=false cause=UNKNOWN
            SUSPEND                   | {}                                                            | vm.lifecycle.slept vm#1/1 to_disk=false
            SUSPEND_DISK              | {}                                                            | vm.lifecycle.slept vm#1/1 to_disk=true
            WAKEUP                    | {}                                                            | vm.lifecycle.woke vm#1/1
            GUEST_PANICKED            | {"action": "pause"}                                           | vm.guest.panicked vm#1/1 kind=PANICKED action=pause
            GUEST_CRASHLOADED         | {"action": "run"}                                             | vm.guest.crashloaded vm#1/1 kind=CRASHLOADED action=run
            WATCHDOG                  | {"action": "reset"}                                           | vm.guest.watchdog vm#1/1 kind=WATCHDOG action=reset
            RTC_CHANGE                | {"offset": -3, "qom-path": "/m"}                              | vm.guest.clock-changed vm#1/1 kind=CLOCK_CHANGED action=-3
            DEVICE_DELETED            | {"device": "d0", "path": "/p"}                                | vm.device.removed vm#1/1 kind=REMOVED device=d0 detail=
            DEVICE_DELETED            | {"path": "/p"}                                                | vm.device.child-removed vm#1/1 kind=CHILD_REMOVED device=/p detail=
            DEVICE_UNPLUG_GUEST_ERROR | {"path": "/p"}                                                | vm.device.removal-failed vm#1/1 kind=REMOVAL_FAILED device=/p detail=
            MEM_UNPLUG_ERROR          | {"device": "m", "msg": "busy"}                                | vm.device.removal-failed vm#1/1 kind=REMOVAL_FAILED device=m detail=busy
            DEVICE_TRAY_MOVED         | {"device": "", "id": "cd", "tray-open": true}                 | vm.device.tray vm#1/1 kind=TRAY device=cd detail=open
            ACPI_DEVICE_OST           | {"info": {"slot": "0", "slot-type": "DIMM", "status": 2}}     | vm.device.ost vm#1/1 kind=OST device=0 detail=2
            VSERPORT_CHANGE           | {"id": "p", "open": false}                                    | vm.device.port vm#1/1 kind=PORT device=p detail=closed
            BLOCK_IO_ERROR            | {"device": "", "node-name": "n", "reason": "I/O"}             | vm.storage.io-error vm#1/1 kind=IO_ERROR node=n detail=I/O
            BLOCK_IMAGE_CORRUPTED     | {"device": "d", "msg": "bad", "fatal": true}                  | vm.storage.image-corrupted vm#1/1 kind=IMAGE_CORRUPTED node=d detail=bad
            BLOCK_WRITE_THRESHOLD     | {"node-name": "n", "amount-exceeded": 512}                    | vm.storage.write-threshold vm#1/1 kind=WRITE_THRESHOLD node=n detail=512
            BLOCK_EXPORT_DELETED      | {"id": "e"}                                                   | vm.storage.export-deleted vm#1/1 kind=EXPORT_DELETED node=e detail=
            QUORUM_FAILURE            | {"reference": "q", "sector-num": 8}                           | vm.storage.quorum-failure vm#1/1 kind=QUORUM_FAILURE node=q detail=8
            QUORUM_REPORT_BAD         | {"node-name": "q", "error": "E"}                              | vm.storage.quorum-bad vm#1/1 kind=QUORUM_BAD node=q detail=E
            PR_MANAGER_STATUS_CHANGED | {"id": "pr", "connected": true}                               | vm.storage.pr-manager vm#1/1 kind=PR_MANAGER node=pr detail=true
            JOB_STATUS_CHANGE         | {"id": "j", "status": "running"}                              | vm.job.status vm#1/1 id=j status=running error=
            BLOCK_JOB_COMPLETED       | {"device": "j", "error": "full"}                              | vm.job.status vm#1/1 id=j status=completed error=full
            BLOCK_JOB_ERROR           | {"device": "j", "operation": "read"}                          | vm.job.status vm#1/1 id=j status=error error=read
            DUMP_COMPLETED            | {"result": {"status": "completed"}}                           | vm.job.status vm#1/1 id=dump status=completed error=
            MIGRATION                 | {"status": "active"}                                          | vm.migration.status vm#1/1 status=active pass=0
            MIGRATION_PASS            | {"pass": 2}                                                   | vm.migration.status vm#1/1 status= pass=2
            BALLOON_CHANGE            | {"actual": 1024}                                              | vm.memory.balloon vm#1/1 kind=BALLOON bytes=1024
            MEMORY_DEVICE_SIZE_CHANGE | {"size": 2048}                                                | vm.memory.device-size vm#1/1 kind=DEVICE_SIZE bytes=2048
            MEMORY_FAILURE            | {"recipient": "guest", "action": "ignore"}                    | vm.memory.failure vm#1/1 kind=FAILURE bytes=0
            VNC_CONNECTED             | {"client": {"host": "h", "service": "5"}}                     | vm.console.connected vm#1/1 phase=CONNECTED protocol=vnc client=h:5
            SPICE_DISCONNECTED        | {"client": {"host": "h", "port": "6"}}                        | vm.console.disconnected vm#1/1 phase=DISCONNECTED protocol=spice client=h:6
            SPICE_MIGRATE_COMPLETED   | {}                                                            | vm.console.migrated vm#1/1 phase=MIGRATED protocol=spice client=
            NIC_RX_FILTER_CHANGED     | {"path": "/n"}                                                | vm.network.rx-filter vm#1/1 kind=RX_FILTER nic=/n
            NETDEV_STREAM_CONNECTED   | {"netdev-id": "s"}                                            | vm.network.stream-connected vm#1/1 kind=STREAM_CONNECTED nic=s
            FAILOVER_NEGOTIATED       | {"device-id": "f"}                                            | vm.network.failover vm#1/1 kind=FAILOVER nic=f
            GUEST_PVSHUTDOWN          | {"a": [1, {"b": null}]}                                       | vm.other vm#1/1 GUEST_PVSHUTDOWN {a=[1, {b=null}]}
            """)
    void everyEventOfQemuHasItsWord(String event, String data, String line) throws IOException {
        assertThat(translate(event, data)).hasToString(line);
    }

    @Test
    void whatMakesNoSenseIsKeptRaw() throws IOException {
        assertThat(translate("BALLOON_CHANGE", "{\"actual\": -1}")).isInstanceOf(Other.class);
        assertThat(translate("RESET", "{\"guest\": \"yes\", \"reason\": 5}"))
                .hasToString("vm.lifecycle.reset vm#1/1 guest=false cause=UNKNOWN");
    }

    private static HostEvent translate(String event, String data) throws IOException {
        VmRef vm = new VmRef("here", new UUID(0, 1), "vm", 1);
        byte[] json = data.getBytes(StandardCharsets.UTF_8);
        return Vocabulary.translate(new Head(vm, 1, Instant.EPOCH, Instant.EPOCH, event, Json.object(json)));
    }
}
