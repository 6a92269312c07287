package io.signalbox.core.internal;

import io.signalbox.api.EventPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Who listens to what. Publishers read one volatile plan per type and never lock; a change only throws the plans of the
 * types concerned away, and the next publish of such a type computes its plan anew, so that many changes in a row cost
 * one computation.
 */
final class LockFreeSubscriptionRegistry {
    private static final Comparator<Subscription> SERVED =
            Comparator.comparingInt(Subscription::priority).thenComparingLong(s -> s.id.value());

    private final SubscriptionLookupCache cache = new SubscriptionLookupCache();
    private final Map<Long, Subscription> byId = new TreeMap<>(); // guarded by this
    private final Map<String, List<Subscription>> exact = new HashMap<>(); // guarded by this
    private final List<Subscription> patterned = new ArrayList<>(); // guarded by this
    private final Consumer<DeliveryPlan> retired;

    /** @param retired is told of each plan that is thrown away; publishers may still be reading it */
    LockFreeSubscriptionRegistry(Consumer<DeliveryPlan> retired) {
        this.retired = retired;
    }

    /** The route of a type; the same object as long as the lookup cache keeps it. */
    Route route(String eventType) {
        Route route = cache.get(eventType);
        return route != null ? route : addRoute(eventType);
    }

    private synchronized Route addRoute(String eventType) {
        Route route = cache.get(eventType);
        if (route == null) {
            if (cache.full()) {
                cache.forEach(this::retire);
                cache.clear();
            }
            route = new Route(eventType);
            cache.put(route);
        }
        return route;
    }

    /** The route's plan, computed if a change has thrown it away. */
    DeliveryPlan plan(Route route) {
        DeliveryPlan plan = route.plan();
        return plan != null ? plan : compute(route);
    }

    private synchronized DeliveryPlan compute(Route route) {
        Route cached = route(route.eventType);
        if (cached.plan() == null) {
            List<Subscription> found = new ArrayList<>(exact.getOrDefault(route.eventType, List.of()));
            for (Subscription subscription : patterned) {
                if (subscription.matchesByPattern(route.eventType) && !found.contains(subscription)) {
                    found.add(subscription);
                }
            }
            found.sort(SERVED);
            cached.plan(new DeliveryPlan(found));
        }
        return cached.plan();
    }

    synchronized void add(Subscription subscription) {
        byId.put(subscription.id.value(), subscription);
        boolean byPattern = false;
        for (EventPattern pattern : subscription.patterns()) {
            if (pattern.exact()) {
                exact.computeIfAbsent(pattern.text(), type -> new ArrayList<>()).add(subscription);
            } else {
                byPattern = true;
            }
        }
        if (byPattern) {
            patterned.add(subscription);
        }
        forget(subscription);
    }

    /** Whether it was there. */
    synchronized boolean remove(Subscription subscription) {
        if (byId.remove(subscription.id.value()) == null) {
            return false;
        }
        for (EventPattern pattern : subscription.patterns()) {
            List<Subscription> list = exact.get(pattern.text());
            if (list != null && list.removeIf(s -> s == subscription) && list.isEmpty()) {
                exact.remove(pattern.text());
            }
        }
        patterned.removeIf(s -> s == subscription);
        forget(subscription);
        return true;
    }

    /** Gives a subscription that is here another definition; no publish finds it missing meanwhile. */
    synchronized void redefine(Subscription subscription, Definition next) {
        remove(subscription);
        subscription.redefine(next);
        add(subscription);
    }

    /** Throws every plan away that the subscription is in. */
    synchronized void forget(Subscription subscription) {
        boolean byPattern = false;
        for (EventPattern pattern : subscription.patterns()) {
            if (pattern.exact()) {
                Route route = cache.get(pattern.text());
                if (route != null) {
                    retire(route);
                }
            } else {
                byPattern = true;
            }
        }
        if (byPattern) {
            cache.forEach(route -> {
                if (subscription.matchesByPattern(route.eventType)) {
                    retire(route);
                }
            });
        }
    }

    private void retire(Route route) {
        DeliveryPlan old = route.plan();
        if (old != null) {
            route.plan(null);
            if (old.inline.length > 0) {
                retired.accept(old);
            }
        }
    }

    synchronized Subscription find(long id) {
        return byId.get(id);
    }

    /** Every subscription, in the order in which they came. */
    synchronized Collection<Subscription> all() {
        return List.copyOf(byId.values());
    }

    /** How many types have a subscription by their exact name. */
    synchronized int eventTypes() {
        return exact.size();
    }

    /** Every plan that is in force and has SYNC subscriptions. */
    synchronized List<DeliveryPlan> inlinePlans() {
        List<DeliveryPlan> plans = new ArrayList<>();
        cache.forEach(route -> {
            DeliveryPlan plan = route.plan();
            if (plan != null && plan.inline.length > 0) {
                plans.add(plan);
            }
        });
        return plans;
    }
}
