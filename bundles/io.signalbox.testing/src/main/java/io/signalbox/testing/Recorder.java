package io.signalbox.testing;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Writes down what it is given, in order. Safe for any thread. */
public final class Recorder implements EnhancedEventHandler {
    private final List<DomainEvent> events = new ArrayList<>(); // guarded by this
    private final List<Gap> gaps = new ArrayList<>(); // guarded by this

    @Override
    public synchronized void handle(DomainEvent event) {
        events.add(event);
    }

    @Override
    public synchronized void missed(Gap gap) {
        gaps.add(gap);
    }

    /** What it was given so far, oldest first. */
    public synchronized List<DomainEvent> events() {
        return List.copyOf(events);
    }

    /** Those of them that are of this class. */
    public <T extends DomainEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The losses that it was told of. */
    public synchronized List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        events.clear();
        gaps.clear();
    }

    /** @throws AssertionError unless it was given exactly these, in this order */
    public Recorder assertReceived(DomainEvent... expected) {
        check(events().equals(List.of(expected)), "exactly " + List.of(expected));
        return this;
    }

    /** @throws AssertionError unless it was given so many */
    public Recorder assertReceived(int expected) {
        check(events().size() == expected, expected + " events");
        return this;
    }

    /** @throws AssertionError if it was given anything */
    public Recorder assertNothing() {
        check(events().isEmpty(), "nothing");
        return this;
    }

    /** @throws AssertionError unless the predicate, which {@code what} names, holds for one of those it was given */
    public Recorder assertAny(String what, Predicate<? super DomainEvent> wanted) {
        check(events().stream().anyMatch(wanted), what);
        return this;
    }

    private void check(boolean right, String expected) {
        if (!right) {
            throw new AssertionError("expected " + expected + ", but received " + events());
        }
    }
}
