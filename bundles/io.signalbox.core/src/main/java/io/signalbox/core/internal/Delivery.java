package io.signalbox.core.internal;

import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import java.util.Map;
import java.util.OptionalLong;

/** How one item comes to a handler. */
record Delivery(String subscription, Object item, int attempt) implements DeliveryContext {

    @Override
    public boolean replayed() {
        return Envelope.replayed(item);
    }

    @Override
    public OptionalLong sequence() {
        return OptionalLong.empty();
    }

    @Override
    public boolean reply(DomainEvent answer) {
        return item instanceof Envelope envelope
                && envelope.tracker() != null
                && envelope.tracker().reply(answer);
    }

    @Override
    public Map<String, String> headers() {
        return Envelope.headers(item);
    }
}
