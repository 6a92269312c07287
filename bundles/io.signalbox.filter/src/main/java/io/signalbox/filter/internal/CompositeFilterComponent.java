package io.signalbox.filter.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plugs one configured filter into OSGi: its settings in, to be offered by {@link FiltersComponent}. */
@Component(
        service = {},
        immediate = true,
        configurationPid = CompositeSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CompositeFilterConfig.class, factory = true)
public final class CompositeFilterComponent {
    private static final Logger LOG = LoggerFactory.getLogger(CompositeFilterComponent.class);

    private final CompositeFilters filters;
    private final String pid;
    private CompositeSettings settings = CompositeSettings.NOTHING; // SCR calls one method at a time

    @Activate
    public CompositeFilterComponent(@Reference FiltersComponent owner, Map<String, Object> properties) {
        filters = owner.composites();
        pid = String.valueOf(properties.get("service.pid"));
        change(properties);
    }

    @Modified
    void change(Map<String, Object> properties) {
        CompositeSettings next =
                CompositeSettings.read(properties, settings, filters::check, CompositeFilterComponent::refused);
        if (next == settings) {
            return; // refused, and told
        }
        try {
            filters.define(pid, next);
            settings = next;
        } catch (IllegalArgumentException e) {
            refused(CompositeSettings.pid(properties) + ": " + e.getMessage());
            return;
        }
        if (next.name().isEmpty() || next.parts().isEmpty()) {
            LOG.warn(
                    "{}: a name and one of all, any, not must be set, was {}", CompositeSettings.pid(properties), next);
        }
    }

    private static void refused(String refusal) {
        LOG.warn("refused: {}", refusal);
    }

    @Deactivate
    void stop() {
        filters.undefine(pid);
    }
}
