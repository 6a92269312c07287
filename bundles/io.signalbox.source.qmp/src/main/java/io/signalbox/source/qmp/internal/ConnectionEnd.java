package io.signalbox.source.qmp.internal;

/** A connection is over; says why, and whether it broke off inside a line. */
final class ConnectionEnd extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a connection is over. */
    enum Why {
        CLOSED_BY_VM("the VM's process closed the connection"),
        NO_GREETING("no greeting in time: another client may hold this monitor"),
        NO_REPLY("a command was not answered in time"),
        LINE_TOO_LONG("a line was longer than the limit"),
        NOT_QMP("what came is not QMP"),
        REFUSED("the VM was refused"),
        STOPPED("the source was stopped");

        private final String text;

        Why(String text) {
            this.text = text;
        }
    }

    private final Why why;
    private final boolean cutInLine;

    ConnectionEnd(Why why, boolean cutInLine) {
        this(why, cutInLine, why.text);
    }

    ConnectionEnd(Why why, boolean cutInLine, String message) {
        super(message, null, false, false);
        this.why = why;
        this.cutInLine = cutInLine;
    }

    Why why() {
        return why;
    }

    boolean cutInLine() {
        return cutInLine;
    }
}
