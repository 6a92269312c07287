package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

@Timeout(60)
class EtcWatchTest {
    private static final String PAGE = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="a.Component"
                configuration-pid="some.pid other.pid"><property name="not.a.pid"/></scr:component>""";

    @TempDir
    Path cache;

    @TempDir
    Path etc;

    private final List<String> told = new ArrayList<>();
    private Framework framework;
    private EtcWatch watch;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new Felix(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString(), "felix.log.level", "0"));
        framework.start();
        framework.getBundleContext().installBundle("with a component", new ByteArrayInputStream(bundle()));
        watch = new EtcWatch(etc, framework.getBundleContext(), told::add);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void settingsThatABundleAsksForAreNotTold() throws Exception {
        for (String name : List.of("some.pid", "other.pid", "some.pid-web", "other.pid~web", "a.Component")) {
            Files.writeString(etc.resolve(name + ".cfg"), "");
        }
        Files.writeString(etc.resolve("README.txt"), "");

        look(10);

        assertThat(told).isEmpty();
    }

    @Test
    void settingsThatNobodyAsksForAreToldOnce() throws Exception {
        Files.writeString(etc.resolve("some.pld.cfg"), "");
        Files.writeString(etc.resolve("not.a.pid-web.cfg"), "");

        look(10);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "etc/some.pld.cfg acts on nothing: no bundle has settings named some.pld",
                        "etc/not.a.pid-web.cfg acts on nothing: no bundle has settings named not.a.pid-web");
    }

    @Test
    void aFolderAndAFileThatCannotBeReadAreTold() throws Exception {
        Files.createDirectory(etc.resolve("some.pid.cfg"));
        Files.createSymbolicLink(etc.resolve("other.pid.cfg"), etc.resolve("nowhere"));

        look(10);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "etc/some.pid.cfg is no file: it has no settings", "etc/other.pid.cfg cannot be read");
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    private static byte[] bundle() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, TestJar.manifest("component", Map.of()))) {
            jar.putNextEntry(new ZipEntry("OSGI-INF/a.Component.xml"));
            jar.write(PAGE.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
