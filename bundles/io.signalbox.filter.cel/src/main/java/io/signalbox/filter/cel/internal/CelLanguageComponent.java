package io.signalbox.filter.cel.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;
import io.signalbox.api.spi.FilterLanguage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Plugs the {@link CelLanguage} into OSGi, with the filter cache if there is one. When the cache comes or goes, the
 * language is offered anew, so that no filter keeps one that has stopped.
 */
@Component(service = FilterLanguage.class, immediate = true)
public final class CelLanguageComponent implements FilterLanguage {
    private final CelLanguage language;

    @Activate
    public CelLanguageComponent(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    FilterCache cache) {
        language = new CelLanguage(cache == null ? filter -> filter : cache);
    }

    @Override
    public String name() {
        return language.name();
    }

    @Override
    public EventFilter compile(String text) {
        return language.compile(text);
    }
}
