package io.signalbox.api;

/** The lane an event takes through a mailbox. No lane starves another. */
public enum EventPriority {
    HIGH,
    NORMAL,
    LOW
}
