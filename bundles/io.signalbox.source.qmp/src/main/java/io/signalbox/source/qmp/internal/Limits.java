package io.signalbox.source.qmp.internal;

import io.signalbox.api.config.Settings;
import java.time.Duration;

/**
 * The limits of every connection.
 *
 * @param greetingTimeout how long to wait for the greeting
 * @param replyTimeout how long to wait for the reply to a command
 * @param queueCapacity how many events of one VM may wait for the bus
 * @param lineBytes how long a line may be
 */
record Limits(Duration greetingTimeout, Duration replyTimeout, int queueCapacity, int lineBytes) {

    /** 5 s for the greeting, 10 s for a reply, 65,536 events, lines of 1 MiB. */
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 65_536, 1 << 20);

    static Limits read(Settings settings, Limits inForce) {
        return new Limits(
                settings.millis(
                        "greeting.timeout.millis", 10, 600_000, DEFAULT.greetingTimeout, inForce.greetingTimeout),
                settings.millis("reply.timeout.millis", 10, 600_000, DEFAULT.replyTimeout, inForce.replyTimeout),
                settings.integer("queue.capacity", 16, 1 << 20, DEFAULT.queueCapacity, inForce.queueCapacity),
                settings.integer("line.bytes", 1_024, 1 << 26, DEFAULT.lineBytes, inForce.lineBytes));
    }
}
