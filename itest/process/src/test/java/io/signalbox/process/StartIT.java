package io.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host starts, and says in one line why when it does not. */
class StartIT {

    @TempDir
    Path folder;

    @Test
    void printsRealEventsOfItsOwnJvmSoon() throws Exception {
        try (HostProcess host = HostProcess.in(new Home(folder))) {
            host.await("signalbox runs as process " + host.pid());
            double started = host.seconds();
            host.await(" jvm.");

            System.out.println("host started after " + started + " s, first jvm event after " + host.seconds() + " s");
        }
    }

    @Test
    void aSecondHostDoesNotEnterAHome() throws Exception {
        try (HostProcess first = HostProcess.in(new Home(folder))) {
            first.await("signalbox runs");

            try (HostProcess second = HostProcess.in(new Home(folder))) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.lines())
                        .containsExactly("signalbox: home in use: " + folder + " (process " + first.pid() + ")");
            }
            int mark = first.mark();
            first.await(mark, " jvm.");
        }
    }

    @Test
    void aWrongFlagIsNamed() throws Exception {
        try (HostProcess host = HostProcess.start(List.of(), "--hom", folder.toString())) {
            assertThat(host.exitCode()).isEqualTo(2);
            assertThat(host.lines()).containsExactly("signalbox: unknown argument '--hom'; --help lists all");
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        try (HostProcess host = HostProcess.in(new Home(file.resolve("home")))) {
            assertThat(host.exitCode()).isEqualTo(1);
            assertThat(host.lines())
                    .singleElement()
                    .asString()
                    .startsWith("signalbox: home cannot be used: " + file.resolve("home"));
        }
    }

    @Test
    void aKilledHostStartsAgainInItsHome() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await(" jvm.");
            home.deployGuest();
            host.await("heard");
            host.kill();
            assertThat(host.exitCode()).isEqualTo(137);
        }

        try (HostProcess again = HostProcess.in(home)) {
            again.await(" jvm.");
            again.await("heard");
        }
    }
}
