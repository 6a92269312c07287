package io.signalbox.container;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventPriority;
import java.time.Instant;

/** An event of one of a few keys, numbered from 1 within its key. */
record Keyed(String eventType, int line, long number, EventPriority eventPriority) implements DomainEvent {

    Keyed(String eventType, int line, long number) {
        this(eventType, line, number, EventPriority.NORMAL);
    }

    @Override
    public Instant occurredAt() {
        return Instant.EPOCH;
    }

    @Override
    public String orderingKey() {
        return key(line);
    }

    /** The key of the events of a line. */
    static String key(int line) {
        return KEYS[line];
    }

    private static final String[] KEYS = keys();

    private static String[] keys() {
        String[] keys = new String[1 << 10];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "vm-" + i;
        }
        return keys;
    }
}
