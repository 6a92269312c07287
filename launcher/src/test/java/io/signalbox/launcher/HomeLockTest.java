package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void openHome() throws LaunchException {
        home = Home.open(folder);
    }

    @Test
    void aSecondHostIsToldWhichProcessHoldsTheHome() throws LaunchException, IOException {
        try (HomeLock held = HomeLock.take(home)) {
            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("home in use: " + folder + " (process " + held.pid() + ")");
        }
    }

    @Test
    void aClosedLockIsFree() throws LaunchException, IOException {
        HomeLock.take(home).close();

        HomeLock.take(home).close();
    }

    @Test
    void whatAKilledHostLeftBehindIsNoLock() throws LaunchException, IOException {
        Path file = Files.writeString(home.data().resolve("lock"), "123456789");

        HomeLock.take(home).close();

        assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
    }
}
