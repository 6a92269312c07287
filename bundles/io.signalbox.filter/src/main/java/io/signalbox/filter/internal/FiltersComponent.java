package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;
import io.signalbox.api.spi.FilterLanguage;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plugs the filters into OSGi: a {@link FilterLanguage} service for each language here, an {@link EventFilter} service
 * for each {@link CompositeFilters configured filter}; filters and languages of others in, to be parts of these.
 */
@Component(service = FiltersComponent.class, immediate = true)
public final class FiltersComponent implements CompositeFilters.Offers {
    private static final Logger LOG = LoggerFactory.getLogger(FiltersComponent.class);
    private static final String OWN = "signalbox.filter.own"; // marks our services, which we know without looking
    private static final String FOREIGN = "(!(" + OWN + "=*))";

    private final BundleContext context;
    private final CompositeFilters composites;
    private final List<ServiceRegistration<FilterLanguage>> languages = new ArrayList<>(); // written by activate only

    @Activate
    public FiltersComponent(BundleContext context, @Reference FilterCache cache) {
        this.context = context;
        composites = new CompositeFilters(cache, this);
        for (FilterLanguage language : Languages.all(System::nanoTime)) {
            composites.addLanguage(language, 0);
            languages.add(context.registerService(FilterLanguage.class, language, properties(Map.of())));
        }
    }

    @Deactivate
    void stop() {
        languages.forEach(ServiceRegistration::unregister);
        composites.close();
    }

    CompositeFilters composites() {
        return composites;
    }

    @Override
    public Runnable offer(String name, EventFilter filter) {
        return context.registerService(EventFilter.class, filter, properties(Map.of(EventFilter.NAME, name)))
                ::unregister;
    }

    @Override
    public void refused(String name, String reason) {
        LOG.warn("refused: {}-{}: {}", CompositeSettings.PID, name, reason);
    }

    private static Hashtable<String, Object> properties(Map<String, Object> more) {
        Hashtable<String, Object> properties = new Hashtable<>(more);
        properties.put(OWN, true);
        return properties;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = FOREIGN)
    void bindLanguage(FilterLanguage language, Map<String, Object> properties) {
        composites.addLanguage(language, ranking(properties));
    }

    void unbindLanguage(FilterLanguage language) {
        composites.removeLanguage(language);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = FOREIGN)
    void bindFilter(EventFilter filter, Map<String, Object> properties) {
        composites.addFilter(name(properties), filter, ranking(properties));
    }

    void unbindFilter(EventFilter filter, Map<String, Object> properties) {
        composites.removeFilter(name(properties), filter);
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get("service.ranking") instanceof Integer ranking ? ranking : 0;
    }

    private static String name(Map<String, Object> properties) {
        return properties.get(EventFilter.NAME) instanceof String name ? name : "";
    }
}
