package io.signalbox.core.internal;

/** A bounded queue for many producers and one consumer at a time. */
interface EventQueue {

    /** What became of an offer. */
    enum Offer {
        ACCEPTED,
        FULL,
        /** The queue takes nothing any more. */
        SHUT
    }

    /** Appends {@code item}; by any thread. */
    Offer offer(Object item);

    /** The oldest item, or null if there is none yet; by the one consumer. */
    Object poll();

    /** Where the item stood that {@link #poll} gave last; by the one consumer. */
    long polledPosition();

    boolean isEmpty();

    /** Whether {@link #poll} would give an item; false too while a producer is about to put one in. */
    boolean holdsNext();

    int size();

    /** How many items were ever accepted. */
    long accepted();

    /** How many items were ever taken out, by whatever way. */
    long taken();

    /** Takes so many from now on; what is in already stays. */
    void setCapacity(int items);

    int capacity();

    /** Refuses every offer from now on. */
    void shut();

    /** Accepts offers again. */
    void reopen();
}
