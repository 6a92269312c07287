package io.signalbox.vm.source;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.vm.host.HostEvent;
import java.util.function.Consumer;

/** Publishes one event after another and counts what came of them. One thread publishes; any may read the counts. */
final class Outlet {
    private final UnifiedEventBus bus;
    private final Consumer<RuntimeException> failures;
    private volatile long published; // these are written by the publishing thread only
    private volatile long refused;
    private volatile long failed;
    private boolean failing;

    Outlet(UnifiedEventBus bus, Consumer<RuntimeException> failures) {
        this.bus = bus;
        this.failures = failures;
    }

    void publish(HostEvent event) {
        try {
            bus.publish(event);
            published = published + 1;
            failing = false;
        } catch (BusStoppedException e) {
            refused = refused + 1; // the bus drains; it may start again
        } catch (RuntimeException e) {
            failed = failed + 1;
            if (!failing) {
                failing = true;
                failures.accept(e);
            }
        }
    }

    long published() {
        return published;
    }

    long refused() {
        return refused;
    }

    long failed() {
        return failed;
    }
}
