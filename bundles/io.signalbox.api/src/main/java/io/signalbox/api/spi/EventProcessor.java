package io.signalbox.api.spi;

import io.signalbox.api.ProcessingMode;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides how the work of one {@link ProcessingMode} is run: on which thread, how many at a time, when. An OSGi
 * service; of several with one mode the highest {@code service.ranking} serves, and a swap moves no event, because the
 * queues belong to the bus.
 *
 * <p>Life of a queue: {@link #attach}, then any number of {@link #signal}, then {@link #detach}. The bus never calls
 * after {@code detach} has returned, and {@link DeliveryQueue#deliver} of a detached queue does nothing.
 */
@ConsumerType
public interface EventProcessor {

    /** The mode it serves; the same each time it is asked. */
    ProcessingMode mode();

    /**
     * Whether {@link #signal} does nothing but deliver all of the queue, at once and on the calling thread; asked once.
     * Then the bus does that itself while this processor serves, and never calls {@code signal}.
     */
    default boolean immediate() {
        return false;
    }

    /** Starts serving {@code queue}; a signal follows. Must not block. */
    default void attach(DeliveryQueue queue) {}

    /**
     * The queue has something to deliver and no call is serving it. Called by publishing threads and by the bus's own,
     * never again before {@link DeliveryQueue#rest} has returned true. Must not block.
     *
     * <p>A SYNC processor delivers all of it before it returns, here on the calling thread.
     */
    void signal(DeliveryQueue queue);

    /** Stops serving {@code queue} and forgets it. A delivery of it that is under way may end later. */
    default void detach(DeliveryQueue queue) {}

    /**
     * The handler that a thread of this processor runs for {@code queue} has outlasted its time budget and may never
     * return: the thread should be replaced. Must not block.
     */
    default void overrun(DeliveryQueue queue) {}

    /** That thread has come back after all. Must not block. */
    default void recovered(DeliveryQueue queue) {}
}
