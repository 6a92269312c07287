package io.signalbox.bench.candidate;

/** A bus whose way of running handlers can be replaced while it carries events. */
public interface SwappableBus extends AsyncBus {

    /** Lets a new part of higher ranking run the handlers, then takes the old one out. */
    void swap();
}
