package io.signalbox.api.view;

import org.osgi.annotation.versioning.ConsumerType;

/** The counters of a filter cache. An OSGi service of whoever keeps one; all since it was made. */
@ConsumerType
public interface FilterCacheView {

    /** Answers that were remembered. */
    long hits();

    /** Answers that had to be found. */
    long misses();

    /** Answers that are remembered now. */
    int size();

    /** Answers that are remembered at most; beyond that the least recently used are forgotten. */
    int capacity();
}
