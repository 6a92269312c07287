package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.Source;
import io.signalbox.vm.source.RecordingBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an edited configuration does. */
@Timeout(60)
class ComponentsTest {
    private final RecordingBus bus = new RecordingBus();
    private Path directory;
    private FakeQemu qemu;

    @BeforeEach
    void start() throws Exception {
        directory = Files.createTempDirectory("sbx");
        qemu = new FakeQemu(directory.resolve("m"));
    }

    @AfterEach
    void stop() throws Exception {
        qemu.close();
        Files.deleteIfExists(qemu.socket());
        Files.delete(directory);
    }

    @Test
    void aConfigurationWithoutASocketWaitsForOne() throws Exception {
        DialOutComponent component = new DialOutComponent(bus, Map.of("name", "web"));

        component.change(Map.of("name", "web", "socket", qemu.socket().toString()));

        qemu.accept().attach("", "running");
        assertThat(bus.next()).isInstanceOf(Source.Attached.class);
        component.stop();
    }

    @Test
    void newLimitsAndBadValuesLeaveTheConnectionAlone() throws Exception {
        DialOutComponent component =
                new DialOutComponent(bus, Map.of("socket", qemu.socket().toString()));
        FakeQemu.Client client = qemu.accept();
        client.attach("", "running");
        bus.next();

        component.change(Map.of("socket", qemu.socket().toString(), "queue.capacity", 100));
        component.change(Map.of("socket", "", "queue.capacity", "lots"));
        client.event("STOP", "");

        assertThat(bus.next()).hasToString("vm.lifecycle.paused m#1/2 why=HOST");
        component.stop();
        assertThat(bus.next()).isInstanceOf(Source.Detached.class);
    }

    @Test
    void anotherNameIsAnotherVm() throws Exception {
        DialOutComponent component =
                new DialOutComponent(bus, Map.of("socket", qemu.socket().toString(), "name", "old"));
        qemu.accept().attach("", "running");
        bus.next();

        component.change(Map.of("socket", qemu.socket().toString(), "name", "new"));

        assertThat(bus.next()).isInstanceOf(Source.Detached.class);
        qemu.accept().attach("", "running");
        assertThat(bus.next().head().vm().name()).isEqualTo("new");
        component.stop();
    }

    @Test
    void theListenerListensWhereItIsToldTo() throws Exception {
        Path socket = directory.resolve("bus");
        ListenComponent component = new ListenComponent(bus, Map.of());

        component.change(Map.of("socket", socket.toString()));

        FakeQemu.Client.dial(socket).attach("web", "running");
        assertThat(bus.next().head().name()).isEqualTo("web#1/1");
        component.change(Map.of("socket", socket.toString(), "connections", 5));
        component.stop();
        assertThat(socket).doesNotExist();
    }
}
