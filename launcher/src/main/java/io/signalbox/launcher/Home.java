package io.signalbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The home folder of one host: etc/ and deploy/ belong to the operator, data/ and log/ to the host.
 *
 * @param root the folder, absolute
 */
record Home(Path root) {

    /** Written into a new etc/: every key, its range and its default, all commented out. */
    static final List<String> EXAMPLES = List.of(
            "README.txt",
            "logback.xml",
            "io.signalbox.core.cfg",
            "io.signalbox.filter.cache.cfg",
            "io.signalbox.filter-NAME.cfg.example",
            "io.signalbox.processor.async.cfg",
            "io.signalbox.retry-NAME.cfg.example",
            "io.signalbox.processor.batch.cfg",
            "io.signalbox.processor.adaptive.cfg",
            "io.signalbox.tuning.cfg",
            "io.signalbox.shell.cfg",
            "io.signalbox.store.memory.cfg",
            "io.signalbox.source.jfr.cfg",
            "io.signalbox.source.qmp.listen.cfg.example",
            "io.signalbox.source.qmp-NAME.cfg.example");

    /**
     * Makes what is missing and checks that all of it can be read and written.
     *
     * @throws LaunchException if it cannot
     */
    static Home open(Path folder) throws LaunchException {
        Home home = new Home(folder.toAbsolutePath().normalize());
        try {
            boolean first = Files.notExists(home.etc());
            for (Path part : List.of(home.etc(), home.deploy(), home.data(), home.log(), home.temporary())) {
                Files.createDirectories(part);
                if (!Files.isReadable(part) || !Files.isWritable(part)) {
                    throw LaunchException.failure("home cannot be read and written: " + part, null);
                }
            }
            if (first) {
                home.writeExamples();
            }
            return home;
        } catch (IOException e) {
            throw LaunchException.failure("home cannot be used: " + home.root + " (" + reason(e) + ")", e);
        }
    }

    Path etc() {
        return root.resolve("etc");
    }

    Path deploy() {
        return root.resolve("deploy");
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("log");
    }

    /** The framework's copies of bundles; made anew at each start, since deploy/ and the jar are the truth. */
    Path cache() {
        return data().resolve("cache");
    }

    Path temporary() {
        return data().resolve("tmp");
    }

    private void writeExamples() throws IOException {
        for (String name : EXAMPLES) {
            try (InputStream example = Home.class.getResourceAsStream("/etc/" + name)) {
                if (example == null) {
                    throw new IOException("this jar lacks etc/" + name);
                }
                Files.copy(example, etc().resolve(name));
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
