package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.FilterCache;
import io.signalbox.api.view.FilterCacheView;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs the {@link EventFilterCache} and its settings into OSGi. */
@Component(
        service = {FilterCache.class, FilterCacheView.class},
        configurationPid = FilterCacheSettings.PID,
        immediate = true)
@Designate(ocd = FilterCacheConfig.class)
public final class FilterCacheComponent implements FilterCache, FilterCacheView {
    private static final Logger LOG = LoggerFactory.getLogger(FilterCacheComponent.class);

    private final EventFilterCache cache;

    @Activate
    public FilterCacheComponent(Map<String, Object> properties) {
        cache = new EventFilterCache(capacity(properties, FilterCacheSettings.DEFAULT_CAPACITY));
    }

    @Modified
    void modified(Map<String, Object> properties) {
        int next = capacity(properties, cache.capacity());
        if (next != cache.capacity()) {
            cache.resize(next);
        }
    }

    private static int capacity(Map<String, Object> properties, int inForce) {
        Settings settings = new Settings(FilterCacheSettings.PID, properties);
        int capacity = FilterCacheSettings.capacity(settings, inForce);
        settings.refusals().forEach(refusal -> LOG.warn("refused: {}", refusal));
        return capacity;
    }

    @Override
    public EventFilter remembering(EventFilter filter) {
        return cache.remembering(filter);
    }

    @Override
    public long hits() {
        return cache.hits();
    }

    @Override
    public long misses() {
        return cache.misses();
    }

    @Override
    public int size() {
        return cache.size();
    }

    @Override
    public int capacity() {
        return cache.capacity();
    }
}
