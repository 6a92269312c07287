package io.signalbox.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where the events of one type go. A change of subscriptions puts a new stale mark in the place of the plan; whoever
 * computes the plan anew puts it in the place of the very mark that it found before it looked, so a plan that was
 * computed from what has changed meanwhile is never put in.
 */
final class Route {
    private static final VarHandle PLAN;

    static {
        try {
            PLAN = MethodHandles.lookup().findVarHandle(Route.class, "plan", DeliveryPlan.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final String eventType;
    private volatile DeliveryPlan plan = DeliveryPlan.stale();
    private volatile VersionChain chain;

    Route(String eventType) {
        this.eventType = eventType;
    }

    /** The steps that lift older events of the type; null if it has no migrators. */
    VersionChain chain() {
        return chain;
    }

    /** Looks the chain up. Who looks last has the last word, so no older chain comes after a newer one. */
    synchronized void refreshChain(VersionChains chains) {
        chain = chains.of(eventType);
    }

    /** The plan in force, or a stale mark. */
    DeliveryPlan plan() {
        return plan;
    }

    /** Replaces a stale mark by a plan; false if it is no longer that mark. */
    boolean settle(DeliveryPlan mark, DeliveryPlan computed) {
        return PLAN.compareAndSet(this, mark, computed);
    }

    /** Puts a mark in; returns what was there. */
    DeliveryPlan retire(DeliveryPlan mark) {
        return (DeliveryPlan) PLAN.getAndSet(this, mark);
    }
}
