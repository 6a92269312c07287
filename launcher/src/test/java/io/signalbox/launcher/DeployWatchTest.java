package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

@Timeout(60)
class DeployWatchTest {

    @TempDir
    Path cache;

    @TempDir
    Path deploy;

    private final List<String> told = new ArrayList<>();
    private Framework framework;
    private DeployWatch watch;

    @BeforeEach
    void startFramework() throws BundleException {
        framework = new Felix(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString(), "felix.log.level", "0"));
        framework.start();
        watch = new DeployWatch(deploy, framework.getBundleContext(), told::add);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void aFileThatIsNoJarIsToldOnce() throws Exception {
        Files.writeString(deploy.resolve("bad.jar"), "garbage");

        look(5);

        assertThat(told).singleElement().asString().startsWith("deploy/bad.jar is no jar: ");
    }

    @Test
    void aJarThatIsNoBundleIsTold() throws Exception {
        Files.write(deploy.resolve("plain.jar"), TestJar.plain());

        look(3);

        assertThat(told).containsExactly("deploy/plain.jar is no bundle: its manifest has no Bundle-SymbolicName");
    }

    @Test
    void aFileThatStillChangesIsNotJudged() throws Exception {
        for (int i = 1; i < 5; i++) {
            Files.write(deploy.resolve("growing.jar"), new byte[i], java.nio.file.StandardOpenOption.CREATE);
            look(2);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void aChangedFileIsJudgedAnew() throws Exception {
        Files.writeString(deploy.resolve("bad.jar"), "garbage");
        look(3);

        Files.writeString(deploy.resolve("bad.jar"), "other garbage", StandardCharsets.US_ASCII);
        look(3);

        assertThat(told).hasSize(2);
    }

    @Test
    void aBundleThatDoesNotResolveIsToldWithWhatItLacks() throws Exception {
        install("lonely", Map.of("Import-Package", "no.such.thing"));

        look(3);

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("deploy/lonely.jar does not start: ")
                .contains("osgi.wiring.package=no.such.thing");
    }

    @Test
    void aBundleWhoseActivatorIsMissingIsTold() throws Exception {
        install("hollow", Map.of("Bundle-Activator", "no.such.Activator"));

        look(3);

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("deploy/hollow.jar does not start: ")
                .contains("no.such.Activator");
    }

    @Test
    void ofABundleThatRunsAndOfAFragmentNothingIsTold() throws Exception {
        install("fine", Map.of());
        install("part", Map.of("Fragment-Host", "fine"));

        look(5);

        assertThat(told).isEmpty();
    }

    private void install(String name, Map<String, String> headers) throws Exception {
        byte[] jar = TestJar.bundle(name, headers);
        Path file = Files.write(deploy.resolve(name + ".jar"), jar);
        framework.getBundleContext().installBundle(DeployWatch.location(file), new ByteArrayInputStream(jar));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }
}
