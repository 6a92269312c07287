package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void aNewHomeHasEveryFolderAndEveryExample() throws LaunchException {
        Home home = Home.open(folder.resolve("new/home"));

        assertThat(home.root()).isAbsolute();
        assertThat(home.deploy()).isEmptyDirectory();
        assertThat(home.data()).isDirectory();
        assertThat(home.log()).isDirectory();
        for (String example : Home.EXAMPLES) {
            assertThat(home.etc().resolve(example)).isNotEmptyFile();
        }
    }

    @Test
    void examplesSetNothing() throws LaunchException, IOException {
        Home home = Home.open(folder);

        try (var files = Files.newDirectoryStream(home.etc(), "*.cfg")) {
            for (Path file : files) {
                assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .allMatch(line -> line.isBlank() || line.startsWith("#"));
            }
        }
    }

    @Test
    void aHomeThatIsThereKeepsItsSettings() throws LaunchException, IOException {
        Path setting = folder.resolve("etc/io.signalbox.core.cfg");
        Files.createDirectories(setting.getParent());
        Files.writeString(setting, "overflow=REJECT");

        Home.open(folder);

        assertThat(setting).hasContent("overflow=REJECT");
        assertThat(folder.resolve("etc/README.txt")).doesNotExist();
    }

    @Test
    void aHomeThatCannotBeMadeIsToldWithItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOfSatisfying(
                        LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageStartingWith("home cannot be used: " + file);
    }
}
