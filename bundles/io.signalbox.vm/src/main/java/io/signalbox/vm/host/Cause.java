package io.signalbox.vm.host;

/** What shut a VM down or reset it. */
public enum Cause {
    HOST_QUIT,
    HOST_RESET,
    HOST_SIGNAL,
    HOST_UI,
    HOST_ERROR,
    GUEST_SHUTDOWN,
    GUEST_RESET,
    GUEST_PANIC,
    SUBSYSTEM_RESET,
    SNAPSHOT_LOAD,
    /** The hypervisor said that there was none. */
    NONE,
    /** The hypervisor said nothing, or something new. */
    UNKNOWN
}
