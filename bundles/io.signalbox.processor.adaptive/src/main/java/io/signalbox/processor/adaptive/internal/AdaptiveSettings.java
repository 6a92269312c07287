package io.signalbox.processor.adaptive.internal;

import io.signalbox.api.config.Settings;
import java.time.Duration;

/**
 * The settings of PID {@code io.signalbox.processor.adaptive}, checked. Where the defaults come from stands in
 * docs/decisions/0010-adaptive-choice.md.
 *
 * @param look how often each queue is looked at
 * @param dwell how long a mode is kept at least; doubled with each change, up to a minute
 * @param syncMicros what an event may take its handler at most, on average, to become SYNC; twice that to stay so
 * @param backlogEvents so many waiting events are a backlog
 * @param backlogMillis so long a wait, four times the handling not counted, is a backlog too
 * @param batchGain which share of an event's time BATCH has to save to be kept
 */
record AdaptiveSettings(
        Duration look, Duration dwell, double syncMicros, int backlogEvents, int backlogMillis, double batchGain) {
    static final String PID = "io.signalbox.processor.adaptive";
    static final AdaptiveSettings DEFAULT =
            new AdaptiveSettings(Duration.ofMillis(25), Duration.ofMillis(250), 20, 64, 1, 0.25);

    /** What {@code settings} asks for; where it asks for something wrong, what is in force. */
    static AdaptiveSettings read(Settings settings, AdaptiveSettings inForce) {
        return new AdaptiveSettings(
                settings.millis("look.millis", 5, 1_000, DEFAULT.look, inForce.look),
                settings.millis("dwell.millis", 10, 60_000, DEFAULT.dwell, inForce.dwell),
                settings.real("sync.micros", 0, 1_000, DEFAULT.syncMicros, inForce.syncMicros),
                settings.integer("backlog.events", 1, 1 << 20, DEFAULT.backlogEvents, inForce.backlogEvents),
                settings.integer("backlog.millis", 1, 60_000, DEFAULT.backlogMillis, inForce.backlogMillis),
                settings.real("batch.gain", 0, 1, DEFAULT.batchGain, inForce.batchGain));
    }
}
