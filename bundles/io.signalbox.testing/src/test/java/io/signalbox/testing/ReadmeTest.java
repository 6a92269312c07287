package io.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is a test that runs. */
class ReadmeTest {

    @Test
    void theExampleIsTheTest() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf("```java\n") + 8);

        assertThat(Files.readString(Path.of("src/test/java/io/signalbox/testing/BillingTest.java")))
                .endsWith(shown.substring(0, shown.indexOf("```")));
    }
}
