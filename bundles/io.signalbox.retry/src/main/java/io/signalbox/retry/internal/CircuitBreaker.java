package io.signalbox.retry.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One circuit for each subscription, after M. Nygard, "Release It!", 2007, chapter 5: closed until a number of deliveries
 * have failed in a row; then open for a time; then half-open: the next delivery is a probe, its success closes the
 * circuit, its failure opens it for as long again. Safe for any thread.
 *
 * <p>A closed circuit without failures is not kept. Of the others {@link #MOST} are, and beyond that the one that has not
 * failed for the longest time is closed.
 */
final class CircuitBreaker {

    /** Circuits that are remembered. */
    static final int MOST = 10_000;

    private final LongSupplier nanoClock;
    private final Map<String, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    /** @param nanoClock as {@link System#nanoTime} */
    CircuitBreaker(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    private static final class Circuit {
        private int failures;
        private boolean opened; // half-open from openUntil on
        private long openUntil;
    }

    /**
     * A delivery of the subscription has failed. One that began before the circuit opened changes nothing.
     *
     * @param limit failures in a row that open it
     * @param openNanos for how long
     * @return for how many nanoseconds it is open from now on; 0 if it is closed
     */
    synchronized long failed(String subscription, int limit, long openNanos) {
        long left = leftOpen(subscription);
        if (left > 0) {
            return left;
        }
        Circuit circuit = circuits.computeIfAbsent(subscription, name -> new Circuit());
        if (circuits.size() > MOST) {
            circuits.remove(circuits.keySet().iterator().next());
        }
        circuit.failures = Math.min(circuit.failures + 1, limit);
        if (circuit.opened || circuit.failures >= limit) {
            circuit.opened = true;
            circuit.openUntil = nanoClock.getAsLong() + openNanos;
            return openNanos;
        }
        return 0;
    }

    /** For how many nanoseconds the subscription's circuit stays open; 0 if it is closed or half-open. */
    synchronized long leftOpen(String subscription) {
        Circuit circuit = circuits.get(subscription);
        return circuit == null || !circuit.opened ? 0 : Math.max(0, circuit.openUntil - nanoClock.getAsLong());
    }

    /** A delivery has succeeded: closes the circuit, unless it is open and the delivery began before. */
    synchronized void succeeded(String subscription) {
        if (leftOpen(subscription) == 0) {
            circuits.remove(subscription);
        }
    }

    synchronized int size() {
        return circuits.size();
    }
}
