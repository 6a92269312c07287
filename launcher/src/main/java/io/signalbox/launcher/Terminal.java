package io.signalbox.launcher;

import java.io.Console;

/** Whether somebody sits in front of this process. */
final class Terminal {

    private Terminal() {}

    static boolean present() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there is a console without a terminal too, and this method to tell them apart.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
