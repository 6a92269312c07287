package io.signalbox.vm;

/** How a VM's code is run. */
public enum ExecMode {
    INTERPRETER("Interpreter"),
    JIT("Jit"),
    ACCELERATED("Accelerated"),
    HYBRID("Hybrid");

    private final String text;

    ExecMode(String text) {
        this.text = text;
    }

    /** The VM project's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
