package io.signalbox.core.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives subscriptions the filter and the retry policy that they name, and takes them away again: a subscription whose
 * filter or policy is missing holds, it never does without.
 */
final class StrategyBinding {
    private final Supplier<Collection<Subscription>> subscriptions;
    private final NamedParts<EventFilter> filters = new NamedParts<>();
    private final NamedParts<RetryPolicy> policies = new NamedParts<>();

    StrategyBinding(Supplier<Collection<Subscription>> subscriptions) {
        this.subscriptions = subscriptions;
        policies.add("none", RetryPolicy.NONE, Integer.MIN_VALUE);
    }

    void addFilter(String name, EventFilter filter, int ranking) {
        filters.add(name, filter, ranking);
        rebind(options -> options.filterName().filter(name::equals).isPresent());
    }

    /** When this returns the filter is not called again, unless the limit ran out; so too for policies. */
    void removeFilter(String name, EventFilter filter) {
        filters.remove(name, filter);
        rebind(options -> options.filterName().filter(name::equals).isPresent());
    }

    void addRetryPolicy(String name, RetryPolicy policy, int ranking) {
        policies.add(name, policy, ranking);
        rebind(options -> options.retryPolicyName().filter(name::equals).isPresent());
    }

    void removeRetryPolicy(String name, RetryPolicy policy) {
        policies.remove(name, policy);
        rebind(options -> options.retryPolicyName().filter(name::equals).isPresent());
    }

    private interface Concerned {
        boolean test(SubscriptionOptions options);
    }

    private void rebind(Concerned concerned) {
        for (Subscription subscription : subscriptions.get()) {
            if (concerned.test(subscription.definition().options())) {
                subscription.hold("a strategy of it is being swapped");
                subscription.awaitCalls();
                bind(subscription);
                subscription.unhold("a strategy of it is being swapped");
            }
        }
    }

    /** Gives the subscription what it names; holds it for what is missing. It must not be delivering meanwhile. */
    void bind(Subscription subscription) {
        SubscriptionOptions options = subscription.definition().options();
        Optional<String> filterName = options.filterName();
        Optional<EventFilter> filter = filterName.isPresent() ? filters.find(filterName.get()) : options.filter();
        subscription.filter(filter.orElse(null));
        hold(subscription, "filter", filterName, filter.isPresent());
        Optional<String> policyName = options.retryPolicyName();
        Optional<RetryPolicy> policy = policyName.isPresent() ? policies.find(policyName.get()) : options.retryPolicy();
        subscription.retryPolicy(policy.orElse(null));
        hold(subscription, "retry policy", policyName, policy.isPresent());
    }

    private static void hold(Subscription subscription, String kind, Optional<String> name, boolean found) {
        if (name.isPresent()) {
            String reason = kind + " '" + name.get() + "' is missing";
            if (found) {
                subscription.unhold(reason);
            } else {
                subscription.hold(reason);
            }
        }
    }
}
