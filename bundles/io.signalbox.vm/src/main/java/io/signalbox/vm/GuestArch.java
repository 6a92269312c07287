package io.signalbox.vm;

/** What processor a VM has. */
public enum GuestArch {
    RISCV64("riscv64"),
    ARM64("arm64"),
    X86_64("x86_64");

    private final String text;

    GuestArch(String text) {
        this.text = text;
    }

    /** The VM project's name for it. */
    @Override
    public String toString() {
        return text;
    }
}
