package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void withoutArgumentsTheHostRunsInHomeWithAShell() throws LaunchException {
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine(CommandLine.Task.RUN, Path.of("home"), true, false));
    }

    @Test
    void everyFlagIsUnderstood() throws LaunchException {
        assertThat(CommandLine.parse("--quiet", "--home", "/srv/bus", "--no-shell"))
                .isEqualTo(new CommandLine(CommandLine.Task.RUN, Path.of("/srv/bus"), false, true));
        assertThat(CommandLine.parse("--version").task()).isEqualTo(CommandLine.Task.VERSION);
        assertThat(CommandLine.parse("--help").task()).isEqualTo(CommandLine.Task.HELP);
    }

    @ParameterizedTest
    @CsvSource({
        "--hom, unknown argument '--hom'",
        "start, unknown argument 'start'",
        "--home, --home needs a folder",
        "--home|--quiet, --home needs a folder",
        "--home| , --home needs a folder",
    })
    void aWrongCommandLineIsToldInOneLineWithExitCodeTwo(String arguments, String told) {
        assertThatThrownBy(() -> CommandLine.parse(arguments.split("\\|")))
                .isInstanceOfSatisfying(
                        LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageStartingWith(told)
                .hasMessageNotContaining("\n");
    }

    @Test
    void helpNamesEveryFlag() {
        assertThat(CommandLine.HELP).contains("--home DIR", "--no-shell", "--quiet", "--help", "--version");
    }
}
