package io.signalbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host's home folder, as an operator fills it. */
record Home(Path root) {

    Path etc(String name) {
        return root.resolve("etc").resolve(name);
    }

    /** Writes settings: the lines of the file {@code etc/PID.cfg}. */
    void settings(String pid, String... lines) throws IOException {
        Files.writeString(etc(pid + ".cfg"), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    void deploy(String name, byte[] bytes) throws IOException {
        Files.write(root.resolve("deploy").resolve(name), bytes);
    }

    /** Copies the bundle with the tests' handlers. */
    void deployGuest() throws IOException {
        deploy("guest.jar", Jars.bytes("io.signalbox.itest.guest"));
    }

    String log() throws IOException {
        return Files.readString(root.resolve("log/signalbox.log"), StandardCharsets.UTF_8);
    }
}
