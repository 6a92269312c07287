package io.signalbox.vm;

/** Where a VM is in its life. */
public enum VmState {
    CREATED("Created"),
    RUNNING("Running"),
    PAUSED("Paused"),
    STOPPED("Stopped");

    private final String text;

    VmState(String text) {
        this.text = text;
    }

    /** The VM project's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
