package io.signalbox.vm.host;

/** What stopped a VM. */
public enum Why {
    HOST,
    IO_ERROR,
    PANIC,
    WATCHDOG,
    MIGRATION,
    SHUTDOWN,
    UNKNOWN
}
