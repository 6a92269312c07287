package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is what is there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLE = ROOT.resolve("examples/io.signalbox.example.handler/src/main/java")
            .resolve("io/signalbox/example/handler/HelloHandler.java");

    private final String readme = Files.readString(ROOT.resolve("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void theHandlerIsTheExamples() throws IOException {
        String shown = readme.substring(readme.indexOf("```java\n") + 8);

        assertThat(Files.readString(EXAMPLE)).endsWith(shown.substring(0, shown.indexOf("```")));
    }

    @Test
    void theTestCommandIsTheOneThatIsRun() throws IOException {
        String command = "mvn -B -ntp verify";

        assertThat(readme).contains("```sh\n" + command + "\n```");
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("\n" + command + " ");
    }
}
