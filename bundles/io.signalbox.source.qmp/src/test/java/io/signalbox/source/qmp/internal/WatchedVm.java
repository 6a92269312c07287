package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.source.RecordingBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One VM whose monitor the test plays, and the source that watches it. */
abstract class WatchedVm {
    final RecordingBus bus = new RecordingBus();
    final Claims claims = new Claims();
    Path directory;
    FakeQemu qemu;
    DialOut source;

    @BeforeEach
    void start() throws IOException {
        directory = Files.createTempDirectory("sbx");
        qemu = new FakeQemu(directory.resolve("m"));
        source = dialOut("web");
    }

    @AfterEach
    void stop() throws IOException {
        bus.release();
        source.close();
        qemu.close();
        Files.deleteIfExists(qemu.socket());
        Files.delete(directory);
    }

    FakeQemu.Client attached() throws IOException {
        FakeQemu.Client client = qemu.accept();
        client.attach("", "prelaunch");
        return client;
    }

    DialOut dialOut(String name) {
        return new DialOut(bus, "here", settings(name, qemu.socket()), claims, new Backoff(() -> 0.5));
    }

    static DialOutSettings settings(String name, Path socket) {
        Limits limits = new Limits(Duration.ofMillis(500), Duration.ofSeconds(5), 100, 4_096);
        return new DialOutSettings(socket.toString(), name, Duration.ofMillis(10), Duration.ofMillis(50), limits);
    }

    <T extends HostEvent> T next(Class<T> type) throws InterruptedException {
        HostEvent event = bus.next();
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }
}
