package io.signalbox.itest.guest;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.UnifiedEventBus;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes events of 256 bytes as fast as it can: {@code events} of them, for {@code seconds} at most. Works when it
 * has a configuration.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.signalbox.itest.flood",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Flood {
    private final UnifiedEventBus bus;
    private final Thread thread;

    @Activate
    public Flood(@Reference UnifiedEventBus bus, Map<String, Object> properties) {
        this.bus = bus;
        long events = Long.parseLong(properties.get("events").toString());
        long nanos = Long.parseLong(properties.get("seconds").toString()) * 1_000_000_000L;
        thread = new Thread(() -> run(events, nanos), "flood");
        thread.start();
    }

    private record Drop(byte[] payload) implements DomainEvent {

        @Override
        public String eventType() {
            return "flood.drop";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    private void run(long events, long nanos) {
        long start = System.nanoTime();
        long published = 0;
        try {
            while (published < events
                    && System.nanoTime() - start < nanos
                    && !Thread.currentThread().isInterrupted()) {
                bus.publish(new Drop(new byte[256]));
                published++;
            }
            System.out.println("flood ended after " + published);
        } catch (BusStoppedException e) {
            System.out.println("flood refused after " + published);
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(5_000);
    }
}
