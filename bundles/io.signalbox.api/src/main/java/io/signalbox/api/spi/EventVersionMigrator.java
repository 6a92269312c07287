package io.signalbox.api.spi;

import io.signalbox.api.DomainEvent;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Lifts events of one type by one version. An OSGi service; the bus plans the chain from what is registered. Called
 * under the bus's guard by several threads at once; must not block.
 */
@ConsumerType
public interface EventVersionMigrator {

    /** The type it knows. */
    String eventType();

    /** It makes version {@code fromVersion() + 1} of this. */
    int fromVersion();

    /** The same happening in the later shape, with the same {@code occurredAt}. */
    DomainEvent migrate(DomainEvent event) throws Exception;
}
