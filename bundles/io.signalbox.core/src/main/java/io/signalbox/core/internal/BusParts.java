package io.signalbox.core.internal;

import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventStore;
import java.util.function.Supplier;

/** What every part of one bus shares. */
record BusParts(
        ThreadSlots slots,
        BusClock clock,
        DeadLetterBox deadLetters,
        EventMemoryPool batches,
        Supplier<EventStore> store,
        Supplier<EventBusConfig> config) {

    long quiesceNanos() {
        return config.get().quiesceLimit().toNanos();
    }
}
