package io.signalbox.itest.guest;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/**
 * A handler that takes {@code pauseMicros} for each event, and fails if {@code fails} says so. One for each
 * configuration, whose properties {@code signalbox.*} subscribe it.
 */
@Component(configurationPid = "io.signalbox.itest.sloth", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Sloth implements EnhancedEventHandler {
    private final Map<String, Object> properties;
    private final long pauseNanos;
    private final boolean fails;
    private long handled;

    @Activate
    public Sloth(Map<String, Object> properties) {
        this.properties = properties;
        pauseNanos = Long.parseLong(properties.get("pauseMicros").toString()) * 1_000L;
        fails = Boolean.parseBoolean(String.valueOf(properties.get("fails")));
        System.out.println("sloth " + properties.get("signalbox.name") + " is there");
    }

    @Override
    public void handle(DomainEvent event) {
        long end = System.nanoTime() + pauseNanos;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        if (fails) {
            throw new IllegalStateException("a sloth fails");
        }
        handled++;
    }

    @Deactivate
    void stop() {
        System.out.println("sloth " + properties.get("signalbox.name") + " handled " + handled);
    }
}
