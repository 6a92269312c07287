package io.signalbox.source.qmp.internal;

import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.Head;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Why;
import io.signalbox.vm.source.Draft;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns the events of one incarnation into those of the bus, and remembers what later ones mean by it: why a VM stands
 * still is told by the event before STOP, and RESUME is the start of a VM that was in prelaunch. One thread at a time.
 */
final class Translator {
    private static final Set<String> MIGRATING =
            Set.of("setup", "active", "postcopy-active", "pre-switchover", "device", "wait-unplug");

    private boolean prelaunch;
    private boolean migrating;
    private Optional<Cause> shutdown = Optional.empty();
    private Why next = Why.HOST;

    /** The VM has said that this is its status; what led to it may not have been seen. */
    void statusIs(String status) {
        boolean isShutDown = status.equals("shutdown");
        shutdown = isShutDown ? shutdown.or(() -> Optional.of(Cause.UNKNOWN)) : Optional.empty();
        prelaunch = status.equals("prelaunch");
        migrating = false;
        next = Why.HOST;
    }

    /** What shut the VM down, if anything did and it did not run again since. */
    Optional<Cause> shutdown() {
        return shutdown;
    }

    /** The event that QEMU sent as {@code message}. */
    Draft translate(Map<String, Object> message, Instant seen) {
        Fields fields = new Fields(message);
        String name = fields.text("event");
        Map<String, Object> data = data(message.get("data"));
        Why why = next;
        Function<Head, HostEvent> make = switch (name) {
            case "STOP" -> head -> new Lifecycle.Paused(head, why);
            case "RESUME" -> prelaunch ? Lifecycle.Started::new : Lifecycle.Resumed::new;
            default -> Vocabulary::translate;
        };
        remember(name, new Fields(data));
        return new Draft(at(fields.in("timestamp"), seen), seen, name, data, make);
    }

    private void remember(String name, Fields data) {
        switch (name) {
            case "MIGRATION" -> migrating = MIGRATING.contains(data.text("status"));
            case "SHUTDOWN" -> shutdown = Optional.of(Vocabulary.cause(data.text("reason")));
            case "RESUME" -> {
                prelaunch = false;
                shutdown = Optional.empty();
            }
            default -> {}
        }
        next = whyOfStopAfter(name, data.text("action"));
    }

    private Why whyOfStopAfter(String name, String action) {
        if (name.equals("BLOCK_IO_ERROR") && action.equals("stop")) {
            return Why.IO_ERROR;
        } else if (name.equals("GUEST_PANICKED") && action.equals("pause")) {
            return Why.PANIC;
        } else if (name.equals("WATCHDOG") && action.equals("pause")) {
            return Why.WATCHDOG;
        } else if (name.equals("SHUTDOWN")) {
            return Why.SHUTDOWN;
        }
        return migrating ? Why.MIGRATION : Why.HOST;
    }

    @SuppressWarnings("unchecked") // Json makes maps of this kind only
    private static Map<String, Object> data(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /* QEMU says -1 when it does not know. */
    private static Instant at(Fields timestamp, Instant seen) {
        long seconds = timestamp.number("seconds");
        return seconds <= 0 ? seen : Instant.ofEpochSecond(seconds, timestamp.number("microseconds") * 1_000);
    }
}
