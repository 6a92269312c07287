package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parts of a plan by the value of one property, so that filters which require another value are not even asked.
 * That is the property which most of the plan's filters require a value of. A value rules only those filters out that
 * require another one of the same class: whether the number 7 is what the text "7" requires the filter must say itself.
 */
final class PlanIndex {
    /** With fewer filters that require a value it is cheaper to ask them. */
    private static final int WORTH_IT = 3;

    private final String property;
    private final Map<Object, DeliveryPlan> byValue = new HashMap<>();
    private final Map<Class<?>, DeliveryPlan> byClass = new HashMap<>();
    private final DeliveryPlan absent;

    private PlanIndex(DeliveryPlan whole, Subscription[] ordered, String property) {
        this.property = property;
        for (Subscription subscription : ordered) {
            Object value = subscription.calls().requires().get(property);
            if (value != null) {
                byValue.computeIfAbsent(
                        value, v -> part(whole, ordered, r -> r.equals(v) || r.getClass() != v.getClass()));
                byClass.computeIfAbsent(value.getClass(), c -> part(whole, ordered, r -> r.getClass() != c));
            }
        }
        absent = part(whole, ordered, required -> false);
    }

    /** The plan of those that require nothing, or something that {@code maybe} leaves open. */
    private DeliveryPlan part(DeliveryPlan whole, Subscription[] ordered, Predicate<Object> maybe) {
        List<Subscription> asked = new ArrayList<>();
        List<Subscription> excluded = new ArrayList<>();
        for (Subscription subscription : ordered) {
            Object required = subscription.calls().requires().get(property);
            (required == null || maybe.test(required) ? asked : excluded).add(subscription);
        }
        return new DeliveryPlan(whole, asked.toArray(DeliveryPlan.NONE), excluded.toArray(DeliveryPlan.NONE));
    }

    /** The index of a plan; null if it is not worth one. */
    static PlanIndex of(DeliveryPlan whole, Subscription[] ordered) {
        boolean any = false;
        for (Subscription subscription : ordered) {
            any |= !subscription.calls().requires().isEmpty();
        }
        if (!any) {
            return null;
        }
        Map<String, Integer> required = new HashMap<>();
        for (Subscription subscription : ordered) {
            subscription.calls().requires().keySet().forEach(property -> required.merge(property, 1, Integer::sum));
        }
        String best = null;
        int most = WORTH_IT - 1;
        for (Map.Entry<String, Integer> entry : required.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best == null ? null : new PlanIndex(whole, ordered, best);
    }

    /** The part that the event takes; null for the whole. */
    DeliveryPlan select(DomainEvent event) {
        Object value = HandlerGuard.property(event, property);
        if (value == null) {
            return absent;
        }
        DeliveryPlan others = byClass.get(value.getClass());
        if (others == null) {
            return null;
        }
        DeliveryPlan part = byValue.get(value);
        return part == null ? others : part;
    }

    List<DeliveryPlan> parts() {
        List<DeliveryPlan> parts = new ArrayList<>(byValue.values());
        parts.addAll(byClass.values());
        parts.add(absent);
        return parts;
    }
}
