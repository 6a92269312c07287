package io.signalbox.filter.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set under PID {@code io.signalbox.filter.cache}; {@link FilterCacheSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.filter.cache",
        name = "Signalbox filter cache",
        description = "Remembers the answers of filters that are dear. Every change acts at once.")
@interface FilterCacheConfig {

    @AttributeDefinition(
            name = "capacity",
            min = "1",
            max = "1048576",
            description = "answers; beyond that the least recently used are forgotten")
    int capacity() default 10_000;
}
