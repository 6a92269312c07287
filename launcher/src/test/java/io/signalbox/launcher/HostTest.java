package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host with a real framework, in this JVM. */
@Timeout(60)
class HostTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Host host;

    @BeforeEach
    void createHost() throws LaunchException {
        host = Host.create(Home.open(folder), true, print(out), print(err));
    }

    @AfterEach
    void stopHost() {
        host.stop();
    }

    @Test
    void aBundleThatIsNotInTheJarIsToldAndStopsNothing() throws LaunchException {
        host.start(List.of(bundle("absent")), jar -> null);

        assertThat(text(err)).startsWith("signalbox: absent: not in this jar").hasLineCount(1);
    }

    @Test
    void aBundleThatIsNoJarIsToldByItsName() throws LaunchException {
        host.start(List.of(bundle("broken")), jar -> new ByteArrayInputStream(new byte[] {1, 2, 3}));

        assertThat(text(err)).startsWith("signalbox: broken: ").hasLineCount(1);
    }

    @Test
    void aBundleThatDoesNotResolveIsToldWithWhatItLacks() throws LaunchException {
        host.start(List.of(bundle("lonely")), jar -> jar(Map.of("Import-Package", "no.such.thing")));

        assertThat(text(err))
                .startsWith("signalbox: lonely: ")
                .contains("osgi.wiring.package=no.such.thing")
                .hasLineCount(1);
    }

    @Test
    void aBundleGetsTheLoggerFromTheHost() throws LaunchException {
        String packages =
                "org.slf4j;version=\"[2,3)\",org.slf4j.spi;version=\"[1.7,2)\",org.osgi.service.log;version=\"1.5\"";
        host.start(List.of(bundle("logs")), jar -> jar(Map.of("Import-Package", packages)));

        assertThat(text(err)).isEmpty();
    }

    @Test
    void stoppingTwiceIsStoppingOnce() throws Exception {
        host.start(List.of(), jar -> null);

        host.stop();
        host.stop();
        host.awaitStop();

        assertThat(text(out)).isEqualTo("no bus was running: nothing to drain");
    }

    private static FeatureBundle bundle(String name) {
        return new FeatureBundle("vm", "test", name, "1", 10);
    }

    private static InputStream jar(Map<String, String> headers) {
        return new ByteArrayInputStream(TestJar.bundle("lonely", headers));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
