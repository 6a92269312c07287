package io.signalbox.core.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.spi.FilterLanguage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives subscriptions the filters and the retry policy that they name, and takes them away again: a subscription whose
 * filter or policy is missing holds, it never does without.
 */
final class StrategyBinding {
    private static final String SWAPPED = "a strategy of it is being swapped";

    private final Supplier<Collection<Subscription>> subscriptions;
    private final Consumer<Subscription> filterChanged;
    private final NamedParts<EventFilter> filters = new NamedParts<>();
    private final NamedParts<FilterLanguage> languages = new NamedParts<>();
    private final NamedParts<RetryPolicy> policies = new NamedParts<>();
    private final AtomicLong changes = new AtomicLong();

    /** @param filterChanged is told when a subscription has another filter */
    StrategyBinding(Supplier<Collection<Subscription>> subscriptions, Consumer<Subscription> filterChanged) {
        this.subscriptions = subscriptions;
        this.filterChanged = filterChanged;
        policies.add("none", RetryPolicy.NONE, Integer.MIN_VALUE);
    }

    void addFilter(String name, EventFilter filter, int ranking) {
        filters.add(name, filter, ranking);
        rebind(options -> options.filterNames().contains(name));
    }

    /** When this returns the filter is not called again, unless the limit ran out; so too for the others. */
    void removeFilter(String name, EventFilter filter) {
        filters.remove(name, filter);
        rebind(options -> options.filterNames().contains(name));
    }

    void addLanguage(FilterLanguage language, int ranking) {
        String name = language.name();
        languages.add(name, language, ranking);
        rebind(options -> speaks(options, name));
    }

    void removeLanguage(FilterLanguage language) {
        String name = language.name();
        languages.remove(name, language);
        rebind(options -> speaks(options, name));
    }

    private static boolean speaks(SubscriptionOptions options, String language) {
        return options.filterNames().stream().anyMatch(name -> name.startsWith(language + ":"));
    }

    void addRetryPolicy(String name, RetryPolicy policy, int ranking) {
        policies.add(name, policy, ranking);
        rebind(options -> options.retryPolicyName().filter(name::equals).isPresent());
    }

    void removeRetryPolicy(String name, RetryPolicy policy) {
        policies.remove(name, policy);
        rebind(options -> options.retryPolicyName().filter(name::equals).isPresent());
    }

    /** How many changes of strategies there were; for {@link #bindAgain}. */
    long changes() {
        return changes.get();
    }

    /** Binds a subscription anew that was bound before it was known, if strategies have changed since. */
    void bindAgain(Subscription subscription, long changesBefore) {
        if (changes.get() != changesBefore) {
            exchange(subscription);
        }
    }

    private void exchange(Subscription subscription) {
        subscription.hold(SWAPPED);
        subscription.awaitCalls();
        bind(subscription);
        subscription.unhold(SWAPPED);
    }

    private interface Concerned {
        boolean test(SubscriptionOptions options);
    }

    private void rebind(Concerned concerned) {
        changes.incrementAndGet();
        for (Subscription subscription : subscriptions.get()) {
            if (concerned.test(subscription.definition().options())) {
                exchange(subscription);
            }
        }
    }

    /** @throws IllegalArgumentException if a filter is written in a language that is there and refuses it */
    void check(SubscriptionOptions options) {
        for (String name : options.filterNames()) {
            if (filters.find(name).isEmpty()) {
                compile(name);
            }
        }
    }

    /** Gives the subscription what it names; holds it for what is missing. It must not be delivering meanwhile. */
    void bind(Subscription subscription) {
        SubscriptionOptions options = subscription.definition().options();
        List<EventFilter> chain = new ArrayList<>();
        options.filter().ifPresent(chain::add);
        for (String name : options.filterNames()) {
            filterFor(subscription, name).ifPresent(chain::add);
        }
        subscription.calls().filter(FilterChain.of(chain));
        filterChanged.accept(subscription);
        Optional<String> policyName = options.retryPolicyName();
        Optional<RetryPolicy> policy = policyName.isPresent() ? policies.find(policyName.get()) : options.retryPolicy();
        subscription.calls().retryPolicy(policy.orElse(null));
        policyName.ifPresent(name -> hold(subscription, "retry policy '" + name + "' is missing", policy.isEmpty()));
    }

    private Optional<EventFilter> filterFor(Subscription subscription, String name) {
        Optional<EventFilter> found = filters.find(name);
        String refusal = "";
        if (found.isEmpty()) {
            try {
                found = compile(name);
            } catch (IllegalArgumentException e) {
                refusal = e.getMessage();
            }
        }
        hold(subscription, "filter '" + name + "' is missing", found.isEmpty() && refusal.isEmpty());
        subscription.holdOnly("filter '" + name + "' is malformed: ", refusal);
        return found;
    }

    private Optional<EventFilter> compile(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<FilterLanguage> language = languages.find(name.substring(0, colon));
        return language.map(found -> HandlerGuard.compile(found, name.substring(colon + 1)));
    }

    private static void hold(Subscription subscription, String reason, boolean wanted) {
        if (wanted) {
            subscription.hold(reason);
        } else {
            subscription.unhold(reason);
        }
    }
}
