package io.signalbox.api;

/** What an accepted event survives, weakest first. */
public enum Durability {
    /** Nothing: it dies with the process. */
    MEMORY,
    /** The end of the process, kill -9 too: it was written to the operating system. */
    OS,
    /** The loss of power: it was synced to the device before the receipt said so. */
    DURABLE
}
