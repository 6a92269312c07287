package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes every {@link EnhancedEventHandler} service by its properties. Apart from {@link EventBusComponent}, so that
 * a handler may itself need the bus.
 */
@Component(
        service = {},
        immediate = true)
public final class HandlerWhiteboardComponent {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerWhiteboardComponent.class);

    private final EventBusComponent bus;
    private final HandlerSeats seats;

    @Activate
    public HandlerWhiteboardComponent(@Reference EventBusComponent bus) {
        this.bus = bus;
        seats = new HandlerSeats(bus.core().desk(), bus.core().parts());
    }

    /** Comes before the handlers are taken away and before the bus itself ends: what they can still handle, they do. */
    @Deactivate
    void drain() {
        bus.stop();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(EnhancedEventHandler handler, Map<String, Object> properties) {
        HandlerProperties read = new HandlerProperties(properties);
        Object id = properties.get("service.id");
        try {
            seats.arrive(new HandlerSeats.Candidate(
                    id, read.patterns(), handler, read.options(), ranking(properties), (Long) id));
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "handler {} (component {}) is not subscribed: {}",
                    handler.getClass().getName(),
                    properties.get("component.name"),
                    e.getMessage());
        }
    }

    void updatedHandler(EnhancedEventHandler handler, Map<String, Object> properties) {
        seats.leave(properties.get("service.id"));
        bindHandler(handler, properties);
    }

    void unbindHandler(EnhancedEventHandler handler, Map<String, Object> properties) {
        seats.leave(properties.get("service.id"));
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get("service.ranking") instanceof Integer ranking ? ranking : 0;
    }
}
