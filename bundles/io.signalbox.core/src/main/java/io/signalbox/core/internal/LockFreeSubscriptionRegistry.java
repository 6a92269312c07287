package io.signalbox.core.internal;

import io.signalbox.api.EventPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who listens to what. Publishers read one volatile plan per type and never lock, also when they have to compute it:
 * they do so from immutable arrays. A change replaces arrays and throws the plans of the types concerned away, so that
 * many changes in a row cost one computation. Changes lock each other out.
 *
 * <p>Memory order: a change writes the arrays, then the stale marks; a computation reads the mark, then the arrays, then
 * replaces that very mark. So either it sees the change, or its plan is not put in.
 */
final class LockFreeSubscriptionRegistry {
    private static final Comparator<Subscription> SERVED =
            Comparator.comparingInt(Subscription::priority).thenComparingLong(s -> s.number);

    /** The mark of a route that left the look-up cache; whoever still holds it has to ask again. */
    private static final DeliveryPlan EVICTED = DeliveryPlan.stale();

    private final SubscriptionLookupCache cache = new SubscriptionLookupCache();
    private final Map<Long, Subscription> byId = new TreeMap<>(); // guarded by this
    private final Map<String, Subscription[]> exact = new ConcurrentHashMap<>(); // arrays in order; written under this
    private volatile Subscription[] patterned = DeliveryPlan.NONE; // written under this
    private final Consumer<DeliveryPlan> retired;
    private final VersionChains chains;

    /** @param retired is told of each plan that is thrown away; publishers may still be reading it */
    LockFreeSubscriptionRegistry(Consumer<DeliveryPlan> retired, VersionChains chains) {
        this.retired = retired;
        this.chains = chains;
    }

    // ---- for publishers

    /** The route of a type; the same object as long as the look-up cache keeps it. */
    Route route(String eventType) {
        Route route = cache.get(eventType);
        return route != null ? route : addRoute(eventType);
    }

    private Route addRoute(String eventType) {
        if (cache.full()) {
            evict();
        }
        Route added = cache.getOrAdd(eventType, this::makeRoute);
        added.refreshChain(chains); // they may have changed before it was there to be told
        return added;
    }

    private Route makeRoute(String eventType) {
        Route made = new Route(eventType);
        made.refreshChain(chains);
        return made;
    }

    /** Lets every route know the migrators that there are now. */
    void migratorsChanged() {
        cache.forEach(route -> route.refreshChain(chains));
    }

    private synchronized void evict() {
        if (cache.full()) {
            cache.forEach(route -> retire(route, EVICTED));
            cache.clear();
        }
    }

    /** The route's plan, computed if a change has thrown it away. */
    DeliveryPlan plan(Route route) {
        DeliveryPlan plan = route.plan();
        return plan.isStale() ? compute(route) : plan;
    }

    private DeliveryPlan compute(Route route) {
        Route current = route;
        for (; ; ) {
            DeliveryPlan mark = current.plan();
            if (!mark.isStale()) {
                return mark;
            }
            if (mark == EVICTED) {
                current = route(route.eventType);
            } else {
                DeliveryPlan computed = new DeliveryPlan(listeners(route.eventType));
                if (current.settle(mark, computed)) {
                    return computed;
                }
            }
        }
    }

    private Subscription[] listeners(String eventType) {
        Subscription[] byName = exact.getOrDefault(eventType, DeliveryPlan.NONE);
        List<Subscription> byPattern = new ArrayList<>(0);
        for (Subscription subscription : patterned) {
            if (subscription.matchesByPattern(eventType) && indexOf(byName, subscription) < 0) {
                byPattern.add(subscription);
            }
        }
        if (byPattern.isEmpty()) {
            return byName;
        }
        byPattern.addAll(Arrays.asList(byName));
        byPattern.sort(SERVED);
        return byPattern.toArray(DeliveryPlan.NONE);
    }

    // ---- changes

    synchronized void add(Subscription subscription) {
        byId.put(subscription.number, subscription);
        enter(subscription);
        forget(subscription.patterns());
    }

    private void enter(Subscription subscription) {
        boolean byPattern = false;
        for (EventPattern pattern : subscription.patterns()) {
            if (pattern.exact()) {
                exact.compute(pattern.text(), (type, list) -> with(list, subscription));
            } else {
                byPattern = true;
            }
        }
        if (byPattern) {
            patterned = with(patterned, subscription);
        }
    }

    /** Whether it was there. */
    synchronized boolean remove(Subscription subscription) {
        if (byId.remove(subscription.number) == null) {
            return false;
        }
        leave(subscription, names(subscription.patterns()), true);
        forget(subscription.patterns());
        return true;
    }

    private void leave(Subscription subscription, Set<String> types, boolean patterns) {
        for (String type : types) {
            exact.computeIfPresent(type, (t, list) -> without(list, subscription));
        }
        if (patterns && indexOf(patterned, subscription) >= 0) {
            Subscription[] rest = without(patterned, subscription);
            patterned = rest == null ? DeliveryPlan.NONE : rest;
        }
    }

    /** Gives a subscription another definition; a publish of a type that it wants before and after always finds it. */
    synchronized void redefine(Subscription subscription, Definition next) {
        List<EventPattern> before = subscription.patterns();
        subscription.redefine(next);
        enter(subscription);
        Set<String> gone = names(before);
        gone.removeAll(names(next.patterns()));
        leave(subscription, gone, next.patterns().stream().allMatch(EventPattern::exact));
        forget(before);
        forget(next.patterns());
    }

    /** The subscription's filter has changed: its plans are computed anew. */
    synchronized void filterChanged(Subscription subscription) {
        if (byId.containsKey(subscription.number)) {
            forget(subscription.patterns());
        }
    }

    private static Set<String> names(List<EventPattern> patterns) {
        Set<String> names = new HashSet<>();
        for (EventPattern pattern : patterns) {
            if (pattern.exact()) {
                names.add(pattern.text());
            }
        }
        return names;
    }

    /** Throws every plan away that a subscription with these patterns may be in. */
    private void forget(List<EventPattern> patterns) {
        for (EventPattern pattern : patterns) {
            if (pattern.exact()) {
                Route route = cache.get(pattern.text());
                if (route != null) {
                    retire(route, DeliveryPlan.stale());
                }
            } else {
                cache.forEach(route -> {
                    if (pattern.matches(route.eventType)) {
                        retire(route, DeliveryPlan.stale());
                    }
                });
            }
        }
    }

    private void retire(Route route, DeliveryPlan mark) {
        DeliveryPlan old = route.retire(mark);
        for (DeliveryPlan part : old.all()) {
            if (part.counts()) {
                retired.accept(part);
            }
        }
    }

    private static int indexOf(Subscription[] list, Subscription subscription) {
        for (int i = 0; i < list.length; i++) {
            if (list[i] == subscription) {
                return i;
            }
        }
        return -1;
    }

    /** The list with the subscription in its place; what it was before is not changed. */
    private static Subscription[] with(Subscription[] list, Subscription subscription) {
        Subscription[] rest = list == null ? null : without(list, subscription);
        if (rest == null) {
            return new Subscription[] {subscription};
        }
        int place = Arrays.binarySearch(rest, subscription, SERVED);
        int at = place < 0 ? -place - 1 : place;
        Subscription[] next = new Subscription[rest.length + 1];
        System.arraycopy(rest, 0, next, 0, at);
        next[at] = subscription;
        System.arraycopy(rest, at, next, at + 1, rest.length - at);
        return next;
    }

    /** The list without the subscription; null if nothing is left. */
    private static Subscription[] without(Subscription[] list, Subscription subscription) {
        int at = indexOf(list, subscription);
        if (at < 0) {
            return list.length == 0 ? null : list;
        }
        if (list.length == 1) {
            return null;
        }
        Subscription[] next = new Subscription[list.length - 1];
        System.arraycopy(list, 0, next, 0, at);
        System.arraycopy(list, at + 1, next, at, next.length - at);
        return next;
    }

    // ---- pictures

    synchronized Subscription find(long id) {
        return byId.get(id);
    }

    /** Every subscription, in the order in which they came. */
    synchronized Collection<Subscription> all() {
        return List.copyOf(byId.values());
    }

    /** How many types have a subscription by their exact name. */
    int eventTypes() {
        return exact.size();
    }

    /** Every plan that is in force, or part of one, that counts its passes. */
    synchronized List<DeliveryPlan> countingPlans() {
        List<DeliveryPlan> plans = new ArrayList<>();
        cache.forEach(route -> {
            for (DeliveryPlan part : route.plan().all()) {
                if (part.counts()) {
                    plans.add(part);
                }
            }
        });
        return plans;
    }
}
