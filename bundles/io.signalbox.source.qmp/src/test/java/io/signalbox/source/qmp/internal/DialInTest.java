package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.signalbox.vm.source.RecordingBus;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against QEMUs, real and played, that dial the bus. */
@Timeout(120)
class DialInTest {
    private final RecordingBus bus = new RecordingBus();
    private Path directory;
    private Path socket;
    private DialIn source;

    @BeforeEach
    void start() throws IOException {
        directory = Files.createTempDirectory("sbx");
        socket = directory.resolve("bus");
        source = listen(8);
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void oneSocketServesManyRealVmsAndEachIsToldApart() throws Exception {
        try (RealQemu a = RealQemu.dialling(socket, "a");
                RealQemu b = RealQemu.dialling(socket, "b")) {
            Map<String, String> attached = new HashMap<>();
            for (int i = 0; i < 2; i++) {
                String line = bus.next().toString();
                attached.put(line.split("[ #]")[1], line);
            }
            assertThat(attached).containsOnlyKeys("a", "b");
            a.command("cont");
            assertNext("vm.lifecycle.started a#1/2", "");
            b.kill();
            assertNext("vm.source.detached b#1/2", "");
            assertNext("vm.lifecycle.gone b#1/3", "expected=false cause=UNKNOWN");
            a.quit();
            assertNext("vm.lifecycle.shutdown a#1/3", "cause=HOST_QUIT");
        }
    }

    @Test
    void fiveRestartsAreSixIncarnations() throws Exception {
        for (int life = 1; life <= 6; life++) {
            try (RealQemu qemu = RealQemu.dialling(socket, "web")) {
                assertNext("vm.source.attached web#" + life + "/1", "status=prelaunch running=false");
                qemu.kill();
                assertNext("vm.source.detached web#" + life + "/2", "");
                assertNext("vm.lifecycle.gone web#" + life + "/3", "expected=false cause=UNKNOWN");
            }
        }
    }

    @Test
    void aRealVmComesBackByItselfWhenTheBusDoes() throws Exception {
        try (RealQemu qemu = RealQemu.dialling(socket, "web")) {
            assertNext("vm.source.attached web#1/1", "");
            source.close();
            assertNext("vm.source.detached web#1/2", "");
            qemu.command("cont");

            source = listen(8);

            assertNext("vm.source.attached web#1/1", "status=running running=true");
        }
    }

    @Test
    void garbageIsHungUpAndTheVmGoesOnWhereItWas() throws Exception {
        FakeQemu.Client first = dial("web");
        assertNext("vm.source.attached web#1/1", "");
        first.send("not json");
        first.awaitHangUp();
        assertNext("vm.source.detached web#1/2", "cut_in_message=false");

        FakeQemu.Client second = dial("web");

        assertNext("vm.source.attached web#1/3", "");
        second.close();
    }

    @Test
    void aSecondConnectionOfAVmIsRefused() throws Exception {
        dial("web");
        assertNext("vm.source.attached web#1/1", "");

        dial("web").awaitHangUp();

        assertThat(bus.waiting()).isZero();
    }

    @Test
    void aVmThatDoesNotSayWhoItIsIsRefused() throws Exception {
        dial("").awaitHangUp();

        assertThat(bus.waiting()).isZero();
    }

    @Test
    void moreVmsThanAllowedAreHungUp() throws Exception {
        source.close();
        source = listen(1);
        dial("a");
        assertNext("vm.source.attached a#1/1", "");

        FakeQemu.Client.dial(socket).awaitHangUp();
    }

    @Test
    void aSocketFileThatWasLeftIsReplaced() throws Exception {
        source.close();
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(socket));
        killed.close();

        source = listen(8);

        dial("web");
        assertNext("vm.source.attached web#1/1", "");
    }

    @Test
    void aSocketInUseAndAPlainFileAreLeftAlone() throws IOException {
        assertThatIOException().isThrownBy(() -> listen(8)).withMessage("another process listens on it");

        source.close();
        Files.writeString(socket, "precious");
        assertThatIOException().isThrownBy(() -> listen(8)).withMessage("is not a socket");
        assertThat(socket).hasContent("precious");
    }

    @Test
    void closingEndsTheThreadsAndRemovesTheSocket() throws Exception {
        dial("web");
        assertNext("vm.source.attached web#1/1", "");

        source.close();

        assertNext("vm.source.detached web#1/2", "cut_in_message=false");
        assertThat(socket).doesNotExist();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("signalbox-qmp"));
    }

    private FakeQemu.Client dial(String name) throws IOException {
        FakeQemu.Client client = FakeQemu.Client.dial(socket);
        client.attach(name, "running");
        return client;
    }

    private void assertNext(String begin, String end) throws InterruptedException {
        assertThat(bus.next().toString()).startsWith(begin).endsWith(end);
    }

    private DialIn listen(int connections) throws IOException {
        Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 100, 4_096);
        return new DialIn(bus, "here", new ListenSettings(socket.toString(), connections, limits), new Claims());
    }
}
