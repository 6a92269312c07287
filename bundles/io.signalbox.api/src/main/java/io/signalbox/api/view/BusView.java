package io.signalbox.api.view;

import io.signalbox.api.EventBusStats;
import io.signalbox.api.config.EventBusConfig;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the bus looks like now. An OSGi service. Safe for any thread; takes no lock that a publisher takes. */
@ProviderType
public interface BusView {

    /** The counters of the whole bus. */
    EventBusStats stats();

    /** Every subscription, in the order in which they came. */
    List<SubscriptionView> subscriptions();

    /** Every processor that is registered; those that serve first. */
    List<ProcessorView> processors();

    /** The settings in force. */
    EventBusConfig config();
}
