package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.Receipt;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the deliveries of one publish until the publish itself and all of them have ended. Safe for any thread. */
abstract class PublicationTracker {
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile Receipt receipt;

    /** One more delivery has to end. */
    final void expect() {
        open.incrementAndGet();
    }

    /** A delivery has ended, or was refused after all. */
    final void settled() {
        if (open.decrementAndGet() == 0) {
            ended(receipt);
        }
    }

    /** The publish has ended with {@code result}. */
    final void published(Receipt result) {
        receipt = result;
        settled();
    }

    /** The publish was not made. */
    abstract void failed(RuntimeException cause);

    /** The publish and all its deliveries have ended; on the thread that settled the last one. */
    abstract void ended(Receipt result);

    /** A handler answers the event; whether the answer counted. */
    boolean reply(DomainEvent answer) {
        return false;
    }
}
