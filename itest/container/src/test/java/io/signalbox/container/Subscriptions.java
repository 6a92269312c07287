package io.signalbox.container;

import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;

/** Looks subscriptions up in the bus's own picture. */
final class Subscriptions {
    private final BusView view;

    Subscriptions(BusView view) {
        this.view = view;
    }

    SubscriptionView named(String name) {
        return view.subscriptions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no subscription " + name + " in " + view.subscriptions()));
    }

    void await(String name, State state) {
        Wait.until(
                () -> name + " is " + named(name) + ", not " + state,
                () -> named(name).state() == state);
    }

    /** Waits until nothing is queued for it. */
    void awaitEmpty(String name) {
        Wait.until(
                () -> name + " still holds something: " + named(name),
                () -> named(name).queued() == 0);
    }

    static long dropped(SubscriptionView view) {
        return view.dropped().values().stream().mapToLong(Long::longValue).sum();
    }
}
