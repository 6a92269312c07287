package io.signalbox.processor.async.internal;

import io.signalbox.api.spi.DeliveryQueue;

/** One mailbox that this processor serves. It lies in at most one {@link WorkQueue} at a time, linked by itself. */
final class Task {
    final DeliveryQueue queue;
    Task next; // guarded by the work queue it lies in
    volatile int home; // the worker that served it last
    volatile boolean lost; // a thread is in a call of it that outlasted its budget

    Task(DeliveryQueue queue, int home) {
        this.queue = queue;
        this.home = home;
    }
}
