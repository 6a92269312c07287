package io.signalbox.api.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One serial queue of deliveries, as its processor sees it: events stay in the bus, the processor only says when to
 * go on. A subscription has one, or several when its order is by key.
 */
@ProviderType
public interface DeliveryQueue {

    /** The name of the subscription. */
    String subscription();

    /** Whether its handler waits for something outside. */
    boolean blocking();

    /** How many events could be delivered now, about; 0 while the subscription holds or another thread is delivering. */
    int size();

    /**
     * Delivers up to {@code limit} events that are due, here on this thread, and returns how many were dealt with; 0 if
     * none is due, if another thread is delivering, or if the queue was detached. Throws nothing.
     */
    int deliver(int limit);

    /**
     * Ends a turn: asks to be signalled for the next event. False if one came meanwhile, and then the caller has to go
     * on delivering.
     */
    boolean rest();
}
