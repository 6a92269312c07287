package io.signalbox.bench.candidate;

/** A bus whose way of running handlers can be replaced while it carries events. */
public interface SwappableBus extends AsyncBus {

    /** Replaces the part that runs the handlers by a new one. */
    void swap();
}
