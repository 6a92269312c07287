package io.signalbox.api;

/**
 * The lane an event takes through a mailbox. Of each 21 deliveries while all three lanes have events 16 are HIGH, 4 NORMAL
 * and 1 LOW; a lane that has none leaves its share to the others, so none starves. Order is kept within a lane. SYNC
 * handlers are called at once, whatever the lane.
 */
public enum EventPriority {
    HIGH,
    NORMAL,
    LOW
}
