package io.signalbox.core.internal;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes down the headers it is given, after it has failed as often as told. */
final class Headers implements ContextAwareHandler {
    final List<Map<String, String>> seen = Collections.synchronizedList(new ArrayList<>());
    private int failures; // one call at a time

    Headers() {
        this(0);
    }

    Headers(int failures) {
        this.failures = failures;
    }

    @Override
    public void handle(DomainEvent event, DeliveryContext context) {
        if (failures-- > 0) {
            throw new IllegalStateException("not yet");
        }
        seen.add(context.headers());
    }
}
