package io.signalbox.api;

import java.util.Objects;

/** One subscription that did not take one event, and why. */
public record Refusal(String subscription, RefusalReason reason) {

    public Refusal {
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(reason, "reason");
    }
}
