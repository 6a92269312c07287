package io.signalbox.container;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Expects the numbers 1, 2, 3… of one publisher, each once and in order. */
final class Ledger implements LongConsumer {
    private static final int MOST_FAULTS = 20;

    private final AtomicLong last = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(long number) {
        long expected = last.get() + 1;
        if (number < 0) {
            fault("called after its stop");
        } else if (number != expected) {
            fault("expected " + expected + ", came " + number);
            last.set(number);
        } else {
            last.set(number);
        }
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(what);
        }
    }

    long last() {
        return last.get();
    }

    Queue<String> faults() {
        return faults;
    }
}
