package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventVersionException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * To which subscriptions an event can be given, by its version. Immutable.
 *
 * @param event in the version in which it is delivered
 * @param misfit why those cannot be given it that do not say what they understand; null if they can
 * @param lifted false if it could not be lifted, and nobody can be given it
 * @param awaited the chain whose missing step has just left, and whose successor may come; null for none
 */
record VersionFit(DomainEvent event, EventVersionException misfit, boolean lifted, VersionChain awaited) {

    /** Fits whoever does not say otherwise. */
    static VersionFit of(DomainEvent event) {
        return new VersionFit(event, null, true, null);
    }

    /** Lifts the event if it is older than the latest of its chain; {@code chain} is null if it has none. */
    static VersionFit of(DomainEvent event, VersionChain chain) {
        if (chain == null) {
            return of(event);
        }
        int version = event.version();
        if (version > chain.latest()) {
            String text = event.eventType() + " version " + version + " is newer than " + chain.latest()
                    + ", the latest that the registered migrators know";
            return new VersionFit(event, new EventVersionException(text, null), true, null);
        }
        try {
            return of(chain.lift(event));
        } catch (EventVersionException e) {
            return new VersionFit(event, e, false, chain.awaits(event) ? chain : null);
        }
    }

    /** Why the subscription cannot be given the event; null if it can. */
    EventVersionException misfit(Subscription subscription) {
        OptionalInt understood = subscription.definition().options().eventVersion();
        if (!lifted || understood.isEmpty()) {
            return misfit;
        }
        if (event.version() <= understood.getAsInt()) {
            return null;
        }
        return new EventVersionException(
                event.eventType() + " version " + event.version() + " is newer than " + understood.getAsInt()
                        + ", the latest that " + subscription.name + " understands",
                null);
    }

    /** Those of the plan that cannot be given the event; an empty list if all can. */
    List<Subscription> misfits(DeliveryPlan plan) {
        List<Subscription> misfits = List.of();
        for (Subscription[] part : List.of(plan.inline, plan.queued)) {
            for (Subscription subscription : part) {
                if (misfit(subscription) != null) {
                    misfits = misfits.isEmpty() ? new ArrayList<>() : misfits;
                    misfits.add(subscription);
                }
            }
        }
        return misfits;
    }

    /** The plan for the others. Its passes are not counted. */
    static DeliveryPlan without(DeliveryPlan plan, List<Subscription> misfits) {
        List<Subscription> rest = new ArrayList<>(List.of(plan.inline));
        rest.addAll(List.of(plan.queued));
        rest.removeAll(misfits);
        return new DeliveryPlan(plan, rest.toArray(DeliveryPlan.NONE), DeliveryPlan.NONE);
    }
}
