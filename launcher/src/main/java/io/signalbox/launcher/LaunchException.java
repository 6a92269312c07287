package io.signalbox.launcher;

/** Why the host does not start, in one line for the operator, and the exit code that goes with it. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LaunchException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The command line is wrong: exit code 2. */
    static LaunchException usage(String message) {
        return new LaunchException(2, message, null);
    }

    /** Something outside the command line is in the way: exit code 1. */
    static LaunchException failure(String message, Throwable cause) {
        return new LaunchException(1, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
