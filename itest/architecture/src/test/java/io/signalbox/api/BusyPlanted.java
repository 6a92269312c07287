package io.signalbox.api;

import io.signalbox.api.spi.EventProcessor;

/** Planted: an api that starts a thread and looks at its spi. */
final class BusyPlanted {
    private final Thread thread = new Thread(() -> {});

    void start(EventProcessor processor) {
        processor.mode();
        thread.start();
    }
}
