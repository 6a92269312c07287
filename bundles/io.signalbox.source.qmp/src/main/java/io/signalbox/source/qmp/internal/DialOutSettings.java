package io.signalbox.source.qmp.internal;

import io.signalbox.api.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What one dial-out configuration is set to.
 *
 * @param socket the path of the socket on which QEMU listens; empty if there is none yet
 * @param name what to call the VM; empty if it is to say
 * @param backoffLeast how long to wait after a first failure to connect
 * @param backoffMost how long to wait at most
 */
record DialOutSettings(String socket, String name, Duration backoffLeast, Duration backoffMost, Limits limits) {
    static final String PID = "io.signalbox.source.qmp";

    /** No socket, 100 ms to 5 s between attempts. */
    static final DialOutSettings DEFAULT =
            new DialOutSettings("", "", Duration.ofMillis(100), Duration.ofSeconds(5), Limits.DEFAULT);

    /** A Unix socket's path has a hard limit of 107 bytes. */
    static final Pattern SOCKET = Pattern.compile("[^\\x00-\\x1f]{1,107}");

    private static final Pattern NAME = Pattern.compile("[\\w.-]{0,64}");

    /** The settings that {@code properties} ask for; what they have wrong stays as in {@code inForce}. */
    static DialOutSettings read(
            String pid, Map<String, ?> properties, DialOutSettings inForce, Consumer<String> refusals) {
        Settings settings = new Settings(pid, properties);
        Duration least =
                settings.millis("backoff.least.millis", 10, 60_000, DEFAULT.backoffLeast, inForce.backoffLeast);
        Duration most = settings.millis("backoff.most.millis", 10, 600_000, DEFAULT.backoffMost, inForce.backoffMost);
        if (most.compareTo(least) < 0) {
            settings.refuse(
                    "backoff.most.millis",
                    "must be " + least.toMillis() + "..600000 ms (backoff.least.millis)",
                    most.toMillis());
            least = inForce.backoffLeast;
            most = inForce.backoffMost;
        }
        DialOutSettings read = new DialOutSettings(
                settings.text("socket", SOCKET, "a path of 1..107 characters", "", inForce.socket),
                settings.text("name", NAME, "0..64 letters, digits, dots or dashes", "", inForce.name),
                least,
                most,
                Limits.read(settings, inForce.limits));
        settings.refusals().forEach(refusals);
        return read;
    }

    /** What to call this configuration in threads and messages. */
    String label() {
        return name.isEmpty() ? socket.substring(socket.lastIndexOf('/') + 1) : name;
    }
}
