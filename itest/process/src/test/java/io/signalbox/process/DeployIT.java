package io.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles come, change and are broken in deploy/ while real events flow. */
class DeployIT {
    private static final Pattern HEARD = Pattern.compile("guest (\\d+)\\.\\S+ heard \\S+ \\S+#1/(\\d+) .*");

    @TempDir
    Path folder;

    @Test
    void aHandlerIsCopiedInAndThenANewOneGoesOnWhereItStopped() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await("signalbox runs");
            long copied = System.nanoTime();
            home.deployGuest();
            home.deploy("hello.jar", Jars.bytes("io.signalbox.example.handler"));
            host.await("guest 0.1.0");
            System.out.println(
                    "a copied handler heard its first event after " + HostProcess.secondsSince(copied) + " s");
            host.await("hello, jvm.");

            home.deploy("guest.jar", Jars.withVersion("io.signalbox.itest.guest", "2.0.0"));
            host.await("guest 2.0.0");
            int mark = host.mark();
            host.await(mark, "guest 2.0.0");

            assertHeardWithoutAHole(host.lines());
        }
    }

    @Test
    void garbageInDeployIsToldAndStopsNothing() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await("signalbox runs");
            home.deployGuest();
            home.deploy("garbage.jar", "no jar at all".getBytes(StandardCharsets.UTF_8));
            host.await("deploy/garbage.jar is no jar");

            host.await(host.mark(), "guest 0.1.0");

            assertThat(home.log()).contains("deploy/garbage.jar is no jar");
        }
    }

    /** The source numbers its events: whoever heard them, one follows the other, and no old handler speaks up again. */
    private static void assertHeardWithoutAHole(List<String> lines) {
        List<Long> numbers = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        for (String line : lines) {
            Matcher heard = HEARD.matcher(line);
            if (heard.matches()) {
                versions.add(heard.group(1));
                numbers.add(Long.valueOf(heard.group(2)));
            }
        }
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            expected.add(numbers.get(0) + i);
        }
        assertThat(numbers).isEqualTo(expected);
        assertThat(versions).isSorted().contains("0", "2");
    }
}
