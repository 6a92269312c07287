package io.signalbox.api;

import java.util.Map;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/** How one event came to a handler. Valid during the call, on its thread, only. */
@ProviderType
public interface DeliveryContext {

    /** The name of the subscription that delivers. */
    String subscription();

    /** 1 for the first try, 2 for the first retry, and so on. */
    int attempt();

    /** Whether the event is replayed from the store or redriven from the dead letters. */
    boolean replayed();

    /** The event's place in the store, if it was stored. */
    OptionalLong sequence();

    /** What the publisher sent along: see {@link PublishOptions#headers()}. */
    Map<String, String> headers();

    /**
     * Answers the {@link UnifiedEventBus#request request} that the event is; the first answer counts. Also after the
     * call has returned, by any thread, as long as another delivery of the event goes on. Without effect if the event is
     * no request, or was answered, or if every delivery of it has ended, or its limit is over.
     *
     * @return whether the answer counted
     */
    boolean reply(DomainEvent answer);
}
