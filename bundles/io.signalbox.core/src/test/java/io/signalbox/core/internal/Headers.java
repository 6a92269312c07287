package io.signalbox.core.internal;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes down the headers it is given. */
final class Headers implements ContextAwareHandler {
    final List<Map<String, String>> seen = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void handle(DomainEvent event, DeliveryContext context) {
        seen.add(context.headers());
    }
}
