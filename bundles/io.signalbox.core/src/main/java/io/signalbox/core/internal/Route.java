package io.signalbox.core.internal;

/** Where the events of one type go. The plan is replaced whole; null means that it has to be computed again. */
final class Route {
    final String eventType;
    private volatile DeliveryPlan plan;

    Route(String eventType) {
        this.eventType = eventType;
    }

    DeliveryPlan plan() {
        return plan;
    }

    void plan(DeliveryPlan next) {
        plan = next;
    }
}
