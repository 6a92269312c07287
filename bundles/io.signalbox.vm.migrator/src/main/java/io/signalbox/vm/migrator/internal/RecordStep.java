package io.signalbox.vm.migrator.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.spi.EventVersionMigrator;
import java.util.function.Function;

/**
 * One step up for one record.
 *
 * @param eventType the type of both versions
 * @param fromVersion the version of {@code from}
 * @param from the record that it lifts
 * @param lift makes the next version
 */
record RecordStep<T extends DomainEvent>(
        String eventType, int fromVersion, Class<T> from, Function<T, ? extends DomainEvent> lift)
        implements EventVersionMigrator {

    /** @throws IllegalArgumentException if it is another class's event */
    @Override
    public DomainEvent migrate(DomainEvent event) {
        if (!from.isInstance(event)) {
            throw new IllegalArgumentException(eventType + " version " + fromVersion + " must be a " + from.getName()
                    + ", was a " + event.getClass().getName());
        }
        return lift.apply(from.cast(event));
    }
}
