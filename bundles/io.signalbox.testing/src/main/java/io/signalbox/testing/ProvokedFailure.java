package io.signalbox.testing;

/** What a delivery fails with because the test said so: see {@link TestBus#failNext}. */
public final class ProvokedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvokedFailure(String subscription) {
        super("the test lets this delivery to " + subscription + " fail");
    }
}
