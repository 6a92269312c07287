package io.signalbox.source.qmp.internal;

import io.signalbox.api.config.Settings;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the listening socket is set to.
 *
 * @param socket the path of the socket on which the bus listens; empty if it does not
 * @param connections how many VMs may be connected at once
 */
record ListenSettings(String socket, int connections, Limits limits) {
    static final String PID = "io.signalbox.source.qmp.listen";

    /** No socket, 256 VMs. */
    static final ListenSettings DEFAULT = new ListenSettings("", 256, Limits.DEFAULT);

    /** The settings that {@code properties} ask for; what they have wrong stays as in {@code inForce}. */
    static ListenSettings read(Map<String, ?> properties, ListenSettings inForce, Consumer<String> refusals) {
        Settings settings = new Settings(PID, properties);
        ListenSettings read = new ListenSettings(
                settings.text("socket", DialOutSettings.SOCKET, "a path of 1..107 characters", "", inForce.socket),
                settings.integer("connections", 1, 4_096, DEFAULT.connections, inForce.connections),
                Limits.read(settings, inForce.limits));
        settings.refusals().forEach(refusals);
        return read;
    }
}
