package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.spi.EventVersionMigrator;

/** Lifts {@link Told} by one version, or does what the test wants in place of that. */
final class Lifter implements EventVersionMigrator {
    interface Step {
        DomainEvent migrate(Told event) throws Exception;
    }

    private final String eventType;
    private final int fromVersion;
    private final Step step;

    Lifter(String eventType, int fromVersion, Step step) {
        this.eventType = eventType;
        this.fromVersion = fromVersion;
        this.step = step;
    }

    static Lifter of(String eventType, int fromVersion) {
        return new Lifter(eventType, fromVersion, event -> event.inVersion(fromVersion + 1));
    }

    @Override
    public String eventType() {
        return eventType;
    }

    @Override
    public int fromVersion() {
        return fromVersion;
    }

    @Override
    public DomainEvent migrate(DomainEvent event) throws Exception {
        return step.migrate((Told) event);
    }
}
