package io.signalbox.api;

/** Why a subscription did not take an event. */
public enum RefusalReason {
    /** Its mailbox was full and its rule is {@link OverflowPolicy#REJECT}. */
    FULL,
    /** Its mailbox was full until the publisher's deadline, or was so before and has not moved since. */
    DEADLINE,
    /** The publisher is the subscription's own handler, whose mailbox is full: waiting would never end. */
    REENTRANT_FULL,
    /** Its mailbox was full and its rule is {@link OverflowPolicy#DROP_NEWEST}. */
    DROPPED_NEWEST,
    /** Its mailbox was full and the store that should have taken the event refused it. */
    STORE_FULL,
    /** Its mailbox was full while it is in quarantine. */
    QUARANTINED,
    /** Its mailbox was full while it holds: its handler, its processor or a policy it names is away. */
    HOLDING,
    /** The publishing thread was interrupted while it waited for room. */
    INTERRUPTED,
    /** It ended, or the bus stopped, while the event was on its way. */
    CLOSED
}
