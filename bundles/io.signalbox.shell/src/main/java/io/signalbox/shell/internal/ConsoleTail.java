package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import java.util.function.Consumer;

/** Prints its first events, says where there are more, and is done. The bus calls it on one thread at a time. */
final class ConsoleTail implements EnhancedEventHandler {
    static final String LAST = "... and so on. bus:tail in the shell shows events; tail.lines in etc/"
            + ConsoleTailSettings.PID + ".cfg shows more here.";

    private final Consumer<String> console;
    private final Runnable whenDone;
    private volatile int left;

    ConsoleTail(int lines, Consumer<String> console, Runnable whenDone) {
        this.left = lines;
        this.console = console;
        this.whenDone = whenDone;
    }

    @Override
    public void handle(DomainEvent event) {
        int before = left;
        if (before == 0) {
            return;
        }
        console.accept(EventLine.of(event));
        left = before - 1;
        if (before == 1) {
            console.accept(LAST);
            whenDone.run();
        }
    }

    boolean done() {
        return left == 0;
    }

    @Override
    public String name() {
        return "console";
    }
}
