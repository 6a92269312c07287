package io.signalbox.api;

/** What a full mailbox does with one more event. Whatever is lost is counted by reason and told as a {@link Gap}. */
public enum OverflowPolicy {
    /**
     * The publisher waits for room until its deadline, then the event is refused. After one publisher has waited in
     * vain nobody waits again until the mailbox has moved: a hung handler costs its publishers one deadline, not one
     * per event.
     */
    BLOCK,
    /** The event is refused at once; the receipt says so. */
    REJECT,
    /** The oldest waiting event is dropped to make room. */
    DROP_OLDEST,
    /** The new event is dropped; the receipt says so. */
    DROP_NEWEST,
    /**
     * The event waits in the event store until there is room; later ones wait behind it. Without a store, or when that
     * is full, it is refused.
     */
    SPILL,
    /**
     * The event takes the place of a waiting one of the same type and {@link DomainEvent#orderingKey() key}, which is
     * dropped; if none of these waits, the event is refused.
     */
    COALESCE
}
