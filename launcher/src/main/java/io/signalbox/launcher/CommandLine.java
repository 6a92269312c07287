package io.signalbox.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What the operator asked for.
 *
 * @param task what to do
 * @param home the home folder
 * @param shell whether a shell is wanted if there is a terminal
 * @param quiet whether the console stays without events
 */
record CommandLine(Task task, Path home, boolean shell, boolean quiet) {

    static final String HELP = """
            usage: java -jar signalbox.jar [--home DIR] [--no-shell] [--quiet] [--help] [--version]

              --home DIR   the home folder, made if it is missing (default: ./home)
                             etc/     settings, read again when a file changes
                             deploy/  bundles, installed, updated and removed as files come, change and go
                             data/    what the host keeps; nothing in it is for editing
                             log/     the log, bounded
              --no-shell   no shell, even on a terminal; without a terminal there is none
              --quiet      do not print the first events on the console
              --help       print this and end
              --version    print the version and end

            SIGTERM, Ctrl-C without a shell, Ctrl-D in the shell: the bus delivers what is queued, prints a
            drain report, and the host ends.
            Exit codes: 0 stopped from the shell, 1 could not start, 2 wrong command line,
            130 stopped by Ctrl-C, 143 stopped by SIGTERM.""";

    /** What to do. */
    enum Task {
        RUN,
        HELP,
        VERSION
    }

    /** @throws LaunchException if a flag is unknown, or a value is missing or is no path */
    static CommandLine parse(String... arguments) throws LaunchException {
        Task task = Task.RUN;
        Path home = Path.of("home");
        boolean shell = true;
        boolean quiet = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> task = Task.HELP;
                case "--version" -> task = Task.VERSION;
                case "--no-shell" -> shell = false;
                case "--quiet" -> quiet = true;
                case "--home" -> home = folder(++i < arguments.length ? arguments[i] : "");
                default -> throw LaunchException.usage("unknown argument '" + arguments[i] + "'; --help lists all");
            }
        }
        return new CommandLine(task, home, shell, quiet);
    }

    private static Path folder(String value) throws LaunchException {
        if (value.isBlank() || value.startsWith("--")) {
            throw LaunchException.usage("--home needs a folder, as in --home /var/lib/signalbox");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw LaunchException.usage("--home is no path: " + e.getMessage());
        }
    }
}
