package io.signalbox.core.internal;

import io.signalbox.api.DeadLetter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** The dead letters of one bus, oldest first, at most as many as configured. Safe for any thread; takes a lock. */
final class DeadLetterBox {

    /** One letter and the counters of the subscription that parked it. */
    record Parked(DeadLetter letter, Subscription subscription) {}

    private final IntSupplier capacity;
    private final BusClock clock;
    private final TreeMap<Long, Parked> letters = new TreeMap<>(); // guarded by this
    private long lastId; // guarded by this

    DeadLetterBox(IntSupplier capacity, BusClock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Parks one event; drops the oldest letters for it if there is no room. */
    void park(Subscription subscription, Object item, Failures failures) {
        String stack = stack(failures.cause());
        List<Parked> evicted = new ArrayList<>();
        synchronized (this) {
            lastId++;
            DeadLetter letter = new DeadLetter(
                    lastId,
                    subscription.name,
                    Envelope.event(item),
                    Envelope.headers(item),
                    failures.attempts(),
                    Failures.describe(failures.cause()),
                    stack,
                    failures.history(),
                    failures.first(),
                    clock.now());
            letters.put(lastId, new Parked(letter, subscription));
            subscription.counts().parked();
            while (letters.size() > capacity.getAsInt()) {
                evicted.add(letters.pollFirstEntry().getValue());
            }
        }
        for (Parked parked : evicted) {
            parked.subscription.counts().parkedDropped("DEAD_LETTERS_FULL");
        }
    }

    synchronized List<DeadLetter> list() {
        return letters.values().stream().map(Parked::letter).toList();
    }

    synchronized int size() {
        return letters.size();
    }

    /** Takes the chosen letters out, oldest first. */
    synchronized List<Parked> take(Predicate<DeadLetter> chosen) {
        List<Parked> taken = new ArrayList<>();
        for (Map.Entry<Long, Parked> entry : letters.entrySet()) {
            if (chosen.test(entry.getValue().letter)) {
                taken.add(entry.getValue());
            }
        }
        taken.forEach(parked -> letters.remove(parked.letter.id()));
        return taken;
    }

    /** Puts a letter back in its place. */
    synchronized void putBack(Parked parked) {
        letters.put(parked.letter.id(), parked);
    }

    private static String stack(Throwable cause) {
        StringWriter text = new StringWriter();
        try {
            cause.printStackTrace(new PrintWriter(text));
        } catch (Throwable e) { // it is foreign, and may fail in any way
            text.append(" (its stack trace could not be printed)");
        }
        return text.toString();
    }
}
