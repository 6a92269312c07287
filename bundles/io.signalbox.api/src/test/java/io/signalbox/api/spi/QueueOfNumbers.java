package io.signalbox.api.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * A delivery queue that keeps the rules of {@link DeliveryQueue} in the plainest way: the numbers 0, 1, 2… are put in
 * and handled one at a time, or a batch at a time. For the contract tests of processors.
 */
public final class QueueOfNumbers implements DeliveryQueue {
    private final String name;
    private final boolean blocking;
    private final IntConsumer handler;
    private final OptionalInt batchSize;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final List<Integer> handled = new ArrayList<>(); // guarded by this
    private final List<Integer> batches = new ArrayList<>(); // guarded by this
    private EventProcessor processor; // guarded by this
    private int put; // guarded by this
    private int taken; // guarded by this
    private boolean resting = true; // guarded by this
    private volatile boolean overlapped;

    public QueueOfNumbers(String name, boolean blocking, IntConsumer handler) {
        this(name, blocking, OptionalInt.empty(), handler);
    }

    /** One whose subscription may ask for a batch size. */
    public QueueOfNumbers(String name, boolean blocking, OptionalInt batchSize, IntConsumer handler) {
        this.name = name;
        this.blocking = blocking;
        this.batchSize = batchSize;
        this.handler = handler;
    }

    /** Lets the processor serve this queue. */
    public void attachTo(EventProcessor next) {
        synchronized (this) {
            processor = next;
            resting = true;
        }
        next.attach(this);
        wake();
    }

    /** Takes the queue out of its processor's hands. */
    public void detach() {
        EventProcessor old;
        synchronized (this) {
            old = processor;
            processor = null;
        }
        old.detach(this);
    }

    /** Puts the next number in. */
    public void put() {
        synchronized (this) {
            put++;
        }
        wake();
    }

    private void wake() {
        EventProcessor signalled;
        synchronized (this) {
            if (!resting || processor == null || put == taken) {
                return;
            }
            resting = false;
            signalled = processor;
        }
        signalled.signal(this);
    }

    /** What was handled, in order. */
    public synchronized List<Integer> handled() {
        return List.copyOf(handled);
    }

    /** How many numbers each batch had, in order. */
    public synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** Whether two threads were ever inside at once. */
    public boolean overlapped() {
        return overlapped;
    }

    @Override
    public String subscription() {
        return name;
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public synchronized int size() {
        return put - taken;
    }

    @Override
    public int deliver(int limit) {
        if (!busy.compareAndSet(false, true)) {
            overlapped = true;
            return 0;
        }
        try {
            int done = 0;
            for (int next = take(); next >= 0 && done < limit; next = done < limit ? take() : -1) {
                handler.accept(next);
                synchronized (this) {
                    handled.add(next);
                }
                done++;
            }
            return done;
        } finally {
            busy.set(false);
        }
    }

    @Override
    public OptionalInt batchSize() {
        return batchSize;
    }

    @Override
    public int deliverBatch(int limit) {
        if (!busy.compareAndSet(false, true)) {
            overlapped = true;
            return 0;
        }
        try {
            List<Integer> batch = takeBatch(limit);
            batch.forEach(handler::accept);
            if (!batch.isEmpty()) {
                synchronized (this) {
                    handled.addAll(batch);
                    batches.add(batch.size());
                }
            }
            return batch.size();
        } finally {
            busy.set(false);
        }
    }

    private synchronized List<Integer> takeBatch(int limit) {
        List<Integer> batch = new ArrayList<>();
        while (batch.size() < limit) {
            int next = take();
            if (next < 0) {
                return batch;
            }
            batch.add(next);
        }
        return batch;
    }

    private synchronized int take() {
        return processor == null || taken == put ? -1 : taken++;
    }

    @Override
    public synchronized boolean rest() {
        resting = processor == null || taken == put;
        return resting;
    }
}
