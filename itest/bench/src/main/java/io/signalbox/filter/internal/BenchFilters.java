package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;
import java.util.List;

/** Lets benchmarks reach the filters, which nobody else should. */
public final class BenchFilters {
    private BenchFilters() {}

    /** A filter of the LDAP language. */
    public static EventFilter ldap(String text) {
        return new LdapLanguage().compile(text);
    }

    /** A filter that wants what all of them want. */
    public static EventFilter all(EventFilter... filters) {
        return new CompositeFilter(List.of(filters), List.of(), List.of());
    }

    /** The cache. */
    public static FilterCache cache() {
        return new EventFilterCache(FilterCacheSettings.DEFAULT_CAPACITY);
    }
}
