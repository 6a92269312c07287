package io.signalbox.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs every jcstress test of this module, in JVMs of its own; a forbidden outcome fails it. */
class JcstressTest {
    private static final Path FOLDER = Path.of(System.getProperty("stress.folder"));
    private static final long LIMIT_MINUTES = 60;

    @Test
    void nothingForbiddenIsSeen() throws IOException, InterruptedException {
        // given
        Path log = Files.createDirectories(FOLDER).resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                FOLDER.resolve("report") + File.separator));
        command.addAll(List.of(System.getProperty("stress.jcstress").split(" ")));
        ProcessBuilder jcstress = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());

        // when
        Process process = jcstress.start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();

        // then
        String text = Files.readString(log);
        assertThat(ended).as("jcstress ended; it said %s", text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text)
                .contains("Failed tests: No matches")
                .contains("Error tests: No matches", "matching test results");
    }
}
