package io.signalbox.api;

/** What order a subscription's queued events keep, through retry, quarantine and swap too. */
public enum Ordering {
    /** One event at a time, in the order in which they were accepted. */
    SUBSCRIPTION,
    /** Events of one {@link DomainEvent#orderingKey() key} in order and one at a time; keys in parallel. */
    KEY,
    /** No order: events in parallel. */
    NONE
}
