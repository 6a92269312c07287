package io.signalbox.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is to go wrong with the next deliveries, by subscription. Safe for any thread. */
final class Provocations {
    private final Consumer<Duration> clock;
    private final Map<String, Integer> failures = new HashMap<>(); // guarded by this
    private final Map<String, Duration> hangs = new HashMap<>(); // guarded by this

    /** @param clock lets time pass while a call hangs */
    Provocations(Consumer<Duration> clock) {
        this.clock = clock;
    }

    synchronized void failNext(String subscription, int deliveries) {
        failures.merge(subscription, deliveries, Integer::sum);
    }

    synchronized void hangNext(String subscription, Duration time) {
        hangs.put(subscription, time);
    }

    /** A call of the subscription's handler begins. */
    void called(String subscription) {
        Duration hang = takeHang(subscription);
        if (!hang.isZero()) {
            clock.accept(hang);
        }
        if (takeFailure(subscription)) {
            throw new ProvokedFailure(subscription);
        }
    }

    private synchronized Duration takeHang(String subscription) {
        Duration hang = hangs.remove(subscription);
        return hang == null ? Duration.ZERO : hang;
    }

    private synchronized boolean takeFailure(String subscription) {
        Integer left = failures.get(subscription);
        if (left == null) {
            return false;
        }
        if (left == 1) {
            failures.remove(subscription);
        } else {
            failures.put(subscription, left - 1);
        }
        return true;
    }
}
