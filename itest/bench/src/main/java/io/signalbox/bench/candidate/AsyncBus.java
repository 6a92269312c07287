package io.signalbox.bench.candidate;

/** A bus, or a floor, that calls its handlers later, on threads of its own. */
public interface AsyncBus extends AutoCloseable {

    /** Events that a bounded queue of a candidate holds; more than a run has under way. */
    int CAPACITY = 8_192;

    /** Hands the event to every handler that the bus was made with. */
    void publish(BenchEvent event);

    @Override
    void close();
}
