package io.signalbox.core.internal;

import java.util.ArrayList;
import java.util.List;

/** What did not go well while one event passed the SYNC subscriptions. Seen by one thread. */
final class InlineTrouble {
    private final List<String> failed = new ArrayList<>(1);
    private final List<Subscription> full = new ArrayList<>(1);

    private InlineTrouble() {}

    static InlineTrouble of(InlineTrouble known) {
        return known == null ? new InlineTrouble() : known;
    }

    InlineTrouble withFailed(String subscription) {
        failed.add(subscription);
        return this;
    }

    InlineTrouble withFull(Subscription subscription) {
        full.add(subscription);
        return this;
    }

    /** The names of the subscriptions whose handler failed. */
    List<String> failed() {
        return failed;
    }

    /** The subscriptions whose mailbox had to take the event and has no room: see {@link InlineGate#divert}. */
    List<Subscription> full() {
        return full;
    }
}
