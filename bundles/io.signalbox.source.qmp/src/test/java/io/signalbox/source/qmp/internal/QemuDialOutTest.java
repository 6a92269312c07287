package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.source.RecordingBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against real QEMUs on whose sockets the bus dials. */
@Timeout(120)
class QemuDialOutTest {
    private final RecordingBus bus = new RecordingBus();
    private Path directory;
    private Path socket;
    private DialOut source;

    @BeforeEach
    void start() throws IOException {
        directory = Files.createTempDirectory("sbx");
        socket = directory.resolve("m");
        source = open(1_024);
    }

    @AfterEach
    void stop() throws IOException {
        bus.release();
        source.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aVmsLifeIsToldExactlyAndInOrder() throws Exception {
        try (RealQemu qemu = RealQemu.listening(socket)) {
            assertNext("vm.source.attached web#1/1 hypervisor=QEMU 7", "status=prelaunch running=false");
            qemu.command("cont");
            assertNext("vm.lifecycle.started web#1/2", "");
            qemu.command("stop");
            assertNext("vm.lifecycle.paused web#1/3", "why=HOST");
            qemu.command("cont");
            assertNext("vm.lifecycle.resumed web#1/4", "");
            qemu.command("system_reset");
            assertNext("vm.lifecycle.reset web#1/5", "guest=false cause=HOST_RESET");
            qemu.command("system_powerdown");
            assertNext("vm.lifecycle.powerdown-requested web#1/6", "");
            qemu.quit();
            assertNext("vm.lifecycle.shutdown web#1/7", "guest=false cause=HOST_QUIT");
            assertNext("vm.source.detached web#1/8", "cut_in_message=false");
            assertNext("vm.lifecycle.gone web#1/9", "expected=true cause=HOST_QUIT");
        }
    }

    @Test
    void fiveRestartsAreSixIncarnationsWithOneGoneEach() throws Exception {
        for (int life = 1; life <= 6; life++) {
            try (RealQemu qemu = RealQemu.listening(socket)) {
                assertNext("vm.source.attached web#" + life + "/1", "status=prelaunch running=false");
                qemu.command("cont");
                assertNext("vm.lifecycle.started web#" + life + "/2", "");
                if (life % 2 == 1) {
                    qemu.kill();
                    assertNext("vm.source.detached web#" + life + "/3", "");
                    assertNext("vm.lifecycle.gone web#" + life + "/4", "expected=false cause=UNKNOWN");
                } else {
                    qemu.terminate();
                    assertNext("vm.lifecycle.shutdown web#" + life + "/3", "cause=HOST_SIGNAL");
                    assertNext("vm.source.detached web#" + life + "/4", "");
                    assertNext("vm.lifecycle.gone web#" + life + "/5", "expected=true cause=HOST_SIGNAL");
                }
            }
        }
        assertThat(bus.waiting()).isZero();
    }

    @Test
    void aRunningVmIsAttachedAgainAsTheSameIncarnationOnlyByTheSameSource() throws Exception {
        try (RealQemu qemu = RealQemu.listening(socket)) {
            assertNext("vm.source.attached web#1/1", "running=false");
            qemu.command("cont");
            assertNext("vm.lifecycle.started web#1/2", "");
            source.close();
            assertNext("vm.source.detached web#1/3", "why=the source was stopped cut_in_message=false");

            source = open(1_024);

            assertNext("vm.source.attached web#1/1", "status=running running=true");
        }
    }

    @Test
    void aBurstArrivesWholeAndInOrder() throws Exception {
        source.close();
        source = open(65_536);
        try (RealQemu qemu = RealQemu.listening(socket)) {
            assertNext("vm.source.attached web#1/1", "");
            for (int i = 0; i < 50; i++) {
                qemu.command(Stream.generate(() -> Stream.of("cont", "stop"))
                        .limit(20)
                        .flatMap(pair -> pair)
                        .toArray(String[]::new));
            }
            for (int seq = 2; seq <= 2_001; seq++) {
                HostEvent event = bus.next();
                assertThat(event.head().seq()).isEqualTo(seq);
                assertThat(event.head().rawName()).isEqualTo(seq % 2 == 0 ? "RESUME" : "STOP");
            }
        }
    }

    @Test
    void whatABlockedBusMissesIsInTheGapEvenIfQemuIsLongGone() throws Exception {
        source.close();
        source = open(16);
        try (RealQemu qemu = RealQemu.listening(socket)) {
            assertNext("vm.source.attached web#1/1", "");
            bus.block();
            String[] burst =
                    Stream.generate(() -> "system_powerdown").limit(1_000).toArray(String[]::new);
            qemu.command(burst);
            qemu.kill();
        }
        try (RealQemu next = RealQemu.listening(socket)) {
            assertThat(next).isNotNull();
            bus.release();
            long seq = 1;
            for (HostEvent event = bus.next(); !(event instanceof Lifecycle.Gone); event = bus.next()) {
                seq += event instanceof Source.Gap gap ? gap.dropped() : 1;
                assertThat(event.head().seq()).isEqualTo(seq);
            }
            assertThat(seq).isEqualTo(1 + 1_000 + 1);
        }
    }

    private void assertNext(String begin, String end) throws InterruptedException {
        assertThat(bus.next().toString()).startsWith(begin).endsWith(end);
    }

    private DialOut open(int queueCapacity) {
        Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), queueCapacity, 1 << 20);
        Duration wait = Duration.ofMillis(20);
        DialOutSettings settings = new DialOutSettings(socket.toString(), "web", wait, wait, limits);
        return new DialOut(bus, "here", settings, new Claims(), new Backoff(() -> 0));
    }
}
