package io.signalbox.api;

/** The lane an event takes through a mailbox; no lane starves another. Mailboxes have one lane yet: it has no effect. */
public enum EventPriority {
    HIGH,
    NORMAL,
    LOW
}
