package io.signalbox.store.memory.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under PID {@code io.signalbox.store.memory}; {@link MemoryStoreSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.store.memory",
        name = "Signalbox memory store",
        description = "Keeps events and snapshots until the process ends. Every change acts at once.")
@interface MemoryStoreConfig {

    @AttributeDefinition(
            name = "max.events",
            min = "1",
            max = "10000000",
            description = "events; beyond that nothing is taken until some are truncated")
    int max_events() default 100_000;

    @AttributeDefinition(
            name = "max.snapshots",
            min = "1",
            max = "1000000",
            description = "snapshots; beyond that none is taken until some are deleted")
    int max_snapshots() default 1_000;
}
