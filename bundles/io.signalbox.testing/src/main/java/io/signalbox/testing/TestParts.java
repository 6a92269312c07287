package io.signalbox.testing;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.core.internal.DrivenBus;
import java.util.HashMap;
import java.util.Map;

/** The parts of a {@link TestBus} that a site can swap while it runs. For one thread. */
public final class TestParts {
    private final DrivenBus driven;
    private final Map<String, Object> handlers = new HashMap<>();
    private final Map<String, EventFilter> filters = new HashMap<>();
    private final Map<String, RetryPolicy> policies = new HashMap<>();

    TestParts(DrivenBus driven) {
        this.driven = driven;
    }

    void register(String name, EnhancedEventHandler handler, Map<String, Object> properties) {
        unregister(name);
        Object key = new Object();
        driven.arrive(key, handler, properties);
        handlers.put(name, key);
    }

    void unregister(String name) {
        Object old = handlers.remove(name);
        if (old != null) {
            driven.leave(old);
        }
    }

    /** Lets another processor that the test drives serve the mode; what is queued stays. Also after it was removed. */
    public void swapProcessor(ProcessingMode mode) {
        driven.swapProcessor(mode);
    }

    /** Leaves the mode without a processor: its subscriptions hold. */
    public void removeProcessor(ProcessingMode mode) {
        driven.removeProcessor(mode);
    }

    /** Lets a processor of your own serve its mode, in place of the one that the test drives. */
    public void addProcessor(EventProcessor processor) {
        driven.addProcessor(processor, 1);
    }

    public void removeProcessor(EventProcessor processor) {
        driven.removeProcessor(processor);
    }

    /** Registers a filter under the name, in place of the one that had it. */
    public void filter(String name, EventFilter filter) {
        EventFilter old = filters.put(name, filter);
        if (old != null) {
            driven.removeFilter(name, old);
        }
        driven.addFilter(name, filter);
    }

    /** Takes the filter away: subscriptions that name it hold. */
    public void removeFilter(String name) {
        EventFilter old = filters.remove(name);
        if (old != null) {
            driven.removeFilter(name, old);
        }
    }

    public void filterLanguage(FilterLanguage language) {
        driven.addLanguage(language);
    }

    /** Registers a retry policy under the name, in place of the one that had it. */
    public void retryPolicy(String name, RetryPolicy policy) {
        RetryPolicy old = policies.put(name, policy);
        if (old != null) {
            driven.removeRetryPolicy(name, old);
        }
        driven.addRetryPolicy(name, policy);
    }

    /** Takes the policy away: subscriptions that name it hold. */
    public void removeRetryPolicy(String name) {
        RetryPolicy old = policies.remove(name);
        if (old != null) {
            driven.removeRetryPolicy(name, old);
        }
    }

    public void migrator(EventVersionMigrator migrator) {
        driven.addMigrator(migrator);
    }

    public void removeMigrator(EventVersionMigrator migrator) {
        driven.removeMigrator(migrator);
    }

    /** Lets what mailboxes spill wait in this store. */
    public void store(EventStore store) {
        driven.store(store);
    }

    /** Takes the store away; what waited in it is taken back into memory. */
    public void removeStore() {
        driven.removeStore();
    }

    /** Puts other settings in force. */
    public void settings(EventBusConfig next) {
        driven.reconfigure(next);
    }
}
