package io.signalbox.api.spi;

import io.signalbox.api.EventFilter;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Remembers the answers of filters that are dear. An OSGi service; whoever makes such filters hands them over before
 * giving them away. A cheap filter is better left alone: a look-up costs more than its answer. Safe for any thread.
 */
@ConsumerType
public interface FilterCache {

    /**
     * A filter that answers as {@code filter} does, and asks it only for what is not remembered; {@code filter} itself
     * if it cannot say what it {@link EventFilter#reads reads}. What {@code filter} throws is thrown and not remembered.
     */
    EventFilter remembering(EventFilter filter);
}
