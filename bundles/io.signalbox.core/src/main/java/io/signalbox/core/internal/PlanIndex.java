package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a plan by the value of one property, so that filters which require another value are not even asked.
 * That is the property which most of the plan's filters require a value of. Only texts are looked up: an event that has
 * anything else there takes the whole plan, and each filter decides itself.
 */
final class PlanIndex {
    /** With fewer filters that require a value it is cheaper to ask them. */
    private static final int WORTH_IT = 3;

    private final String property;
    private final Map<String, DeliveryPlan> byValue = new HashMap<>();
    private final DeliveryPlan others;

    private PlanIndex(DeliveryPlan whole, Subscription[] ordered, String property) {
        this.property = property;
        for (Subscription subscription : ordered) {
            String value = subscription.requires().get(property);
            if (value != null) {
                byValue.computeIfAbsent(value, v -> part(whole, ordered, v));
            }
        }
        others = part(whole, ordered, null);
    }

    private DeliveryPlan part(DeliveryPlan whole, Subscription[] ordered, String value) {
        List<Subscription> wanted = new ArrayList<>();
        List<Subscription> excluded = new ArrayList<>();
        for (Subscription subscription : ordered) {
            String required = subscription.requires().get(property);
            (required == null || required.equals(value) ? wanted : excluded).add(subscription);
        }
        return new DeliveryPlan(whole, wanted.toArray(DeliveryPlan.NONE), excluded.toArray(DeliveryPlan.NONE));
    }

    /** The index of a plan; null if it is not worth one. */
    static PlanIndex of(DeliveryPlan whole, Subscription[] ordered) {
        Map<String, Integer> required = new HashMap<>();
        for (Subscription subscription : ordered) {
            subscription.requires().keySet().forEach(property -> required.merge(property, 1, Integer::sum));
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
        if (value instanceof String text) {
            DeliveryPlan part = byValue.get(text);
            return part == null ? others : part;
        }
        return value == null ? others : null;
    }

    List<DeliveryPlan> parts() {
        List<DeliveryPlan> parts = new ArrayList<>(byValue.values());
        parts.add(others);
        return parts;
    }
}
