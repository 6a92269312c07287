package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.source.RecordingBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections and processes end, against a monitor that the test plays. */
@Timeout(60)
class DialOutEndsTest {
    private final RecordingBus bus = new RecordingBus();
    private final Claims claims = new Claims();
    private Path directory;
    private FakeQemu qemu;
    private DialOut source;

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

    @Test
    void anEndAfterAShutdownIsExpectedAndHasItsCause() throws Exception {
        FakeQemu.Client client = attached();
        client.event("SHUTDOWN", "{\"guest\": false, \"reason\": \"host-signal\"}");
        client.close();

        next(Source.Attached.class);
        assertThat(next(Lifecycle.ShutDown.class).cause()).isEqualTo(Cause.HOST_SIGNAL);
        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class)).hasToString("vm.lifecycle.gone web#1/4 expected=true cause=HOST_SIGNAL");
    }

    @Test
    void anEndInsideAMessageIsUnexpectedAndTheMessageIsNoEvent() throws Exception {
        FakeQemu.Client client = attached();
        client.event("STOP", "");
        client.sendCut("{\"timestamp\": {\"seconds\": 1700000000, \"mic");
        client.close();

        next(Source.Attached.class);
        next(Lifecycle.Paused.class);
        assertThat(next(Source.Detached.class).cutInMessage()).isTrue();
        assertThat(next(Lifecycle.Gone.class)).hasToString("vm.lifecycle.gone web#1/4 expected=false cause=UNKNOWN");
    }

    @Test
    void aShutdownThatWasTakenBackDoesNotExplainALaterEnd() throws Exception {
        FakeQemu.Client client = attached();
        client.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\"}");
        client.event("STOP", "");
        client.event("RESUME", "");
        client.close();

        next(Source.Attached.class);
        next(Lifecycle.ShutDown.class);
        assertThat(next(Lifecycle.Paused.class)).hasToString("vm.lifecycle.paused web#1/3 why=SHUTDOWN");
        next(Lifecycle.Started.class);
        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class).expected()).isFalse();
    }

    @Test
    void eachProcessIsAnIncarnationNumberedFromOne() throws Exception {
        for (int life = 1; life <= 3; life++) {
            attached().close();
            assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#" + life + "/1");
            next(Source.Detached.class);
            assertThat(next(Lifecycle.Gone.class).head().name()).isEqualTo("web#" + life + "/3");
            qemu.close();
            qemu = new FakeQemu(qemu.socket());
        }
    }

    @Test
    void garbageEndsTheConnectionAndNotTheIncarnation() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);
        client.send("HTTP/1.1 400 Bad Request");
        client.awaitHangUp();
        assertThat(next(Source.Detached.class).why()).isEqualTo("what came is not QMP");

        attached().event("STOP", "");

        assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#1/3");
        assertThat(next(Lifecycle.Paused.class).head().name()).isEqualTo("web#1/4");
    }

    @Test
    void aProcessThatWasReplacedWhileNobodyLookedIsTold() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);
        FakeQemu old = qemu;
        qemu = new FakeQemu(old.socket()); // a file of its own, as each QEMU makes
        client.send("garbage");
        attached();
        old.close();

        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class).head().name()).isEqualTo("web#1/3");
        assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#2/1");
    }

    @Test
    void aProcessThatEndedWhileNobodyLookedIsTold() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);
        qemu.close();
        client.send("garbage");

        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class).expected()).isFalse();
    }

    private FakeQemu.Client attached() throws IOException {
        FakeQemu.Client client = qemu.accept();
        client.attach("", "prelaunch");
        return client;
    }

    private DialOut dialOut(String name) {
        return new DialOut(bus, "here", settings(name, qemu.socket()), claims, new Backoff(() -> 0.5));
    }

    private static DialOutSettings settings(String name, Path socket) {
        Limits limits = new Limits(Duration.ofMillis(500), Duration.ofSeconds(5), 100, 4_096);
        return new DialOutSettings(socket.toString(), name, Duration.ofMillis(10), Duration.ofMillis(50), limits);
    }

    private <T extends HostEvent> T next(Class<T> type) throws InterruptedException {
        HostEvent event = bus.next();
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }
}
