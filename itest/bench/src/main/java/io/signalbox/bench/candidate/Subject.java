package io.signalbox.bench.candidate;

import java.util.List;

/**
 * What is measured against the floors and peers. A subject lives in the package that it measures, so that nothing is
 * made public for it, and is found as a Java service.
 */
public interface Subject {

    /** The name of the candidate, as tables show it. */
    String name();

    /** Whether it publishes by a handle; that shows only where the way to the route is a good part of the cost. */
    default boolean byHandle() {
        return false;
    }

    /** Opens it for handlers on the publishing thread. */
    SyncBus sync();

    /** Opens it for handlers on {@code workers} threads of its own. */
    AsyncBus async(List<Sink> handlers, int workers);

    /** As {@link #async} with one handler and one worker, replaceable. */
    SwappableBus swappable(Sink handler);
}
