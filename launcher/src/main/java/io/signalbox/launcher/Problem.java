package io.signalbox.launcher;

/** Says in one line why something failed. */
final class Problem {

    private Problem() {}

    /** The message, with that of the innermost cause if it says more; line breaks become blanks. */
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = text(failure);
        String cause = text(root);
        String both = root == failure || message.contains(cause) ? message : message + ": " + cause;
        return both.replaceAll("\\s+", " ").strip();
    }

    private static String text(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : failure.getMessage();
    }
}
