package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPattern;
import io.signalbox.api.SubscriptionOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions of handlers that come and go. A named one is a seat: when its handler leaves, the subscription keeps its
 * mailbox for {@code handler.grace} and the next handler of that name goes on where it stopped; of several handlers with
 * one name the highest ranking sits, the others stand by.
 */
final class HandlerSeats {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerSeats.class);
    private static final Comparator<Candidate> BEST =
            Comparator.comparingInt(Candidate::ranking).reversed().thenComparingLong(Candidate::order);

    /**
     * A handler and what it asks for.
     *
     * @param key tells it from others
     * @param ranking the higher sits
     * @param order among equal rankings the lower sits
     */
    record Candidate(
            Object key,
            List<EventPattern> patterns,
            EnhancedEventHandler handler,
            SubscriptionOptions options,
            int ranking,
            long order) {}

    private static final class Seat {
        final String name;
        final List<Candidate> candidates = new ArrayList<>(); // guarded by this, so too the rest
        Subscription subscription;
        Candidate seated;
        long departures;
        boolean gone;

        Seat(String name) {
            this.name = name;
        }
    }

    private final SubscriptionDesk desk;
    private final BusParts parts;
    private final ConcurrentHashMap<String, Seat> seats = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Object, Subscription> unnamed = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Object, Seat> seatOf = new ConcurrentHashMap<>();

    HandlerSeats(SubscriptionDesk desk, BusParts parts) {
        this.desk = desk;
        this.parts = parts;
    }

    /** A handler has come. */
    void arrive(Candidate candidate) {
        if (candidate.options.name().isEmpty()) {
            unnamed.put(candidate.key, desk.open(candidate.patterns, candidate.handler, candidate.options));
            return;
        }
        String name = candidate.options.name().get();
        boolean arrived = false;
        while (!arrived) {
            Seat seat = seats.computeIfAbsent(name, Seat::new);
            synchronized (seat) {
                if (!seat.gone) {
                    seatOf.put(candidate.key, seat);
                    seat.candidates.add(candidate);
                    seat.candidates.sort(BEST);
                    seat(seat);
                    arrived = true;
                }
            }
        }
    }

    /** A handler leaves; when this returns it is not called again. Unknown ones do nothing. */
    void leave(Object key) {
        Subscription single = unnamed.remove(key);
        if (single != null) {
            desk.end(single, item -> single.counts().dropped("UNSUBSCRIBED"));
        }
        Seat seat = seatOf.remove(key);
        if (seat != null) {
            synchronized (seat) {
                seat.candidates.removeIf(candidate -> candidate.key.equals(key));
                seat(seat);
            }
        }
    }

    /** Lets the best candidate sit. */
    private void seat(Seat seat) {
        Candidate best = seat.candidates.isEmpty() ? null : seat.candidates.get(0);
        if (best == seat.seated) {
            return;
        }
        if (seat.seated != null) {
            seat.subscription.unbind();
            seat.departures++;
        }
        seat.seated = best;
        if (best == null) {
            awaitReturn(seat, seat.departures);
        } else if (seat.subscription == null) {
            seat.subscription = desk.open(best.patterns, best.handler, best.options);
        } else {
            sitDown(seat, best);
        }
    }

    private void sitDown(Seat seat, Candidate candidate) {
        Subscription subscription = seat.subscription;
        Definition wanted = Definition.of(
                candidate.patterns,
                candidate.handler,
                candidate.options,
                parts.config().get());
        if (wanted.sameMailbox(subscription.definition())) {
            if (!wanted.equals(subscription.definition())) {
                desk.redefine(subscription, wanted);
            }
            subscription.bind(candidate.handler);
            return;
        }
        LOG.warn(
                "{}: its handler came back with another ordering or overflow rule; {} events that waited are parked",
                subscription.name,
                subscription.queued());
        end(subscription, "its handler came back with options that its mailbox does not fit");
        seat.subscription = desk.open(candidate.patterns, candidate.handler, candidate.options);
    }

    private void awaitReturn(Seat seat, long departure) {
        parts.clock().after(parts.config().get().handlerGrace().toNanos(), () -> {
            synchronized (seat) {
                if (seat.seated == null && seat.departures == departure && seat.subscription != null) {
                    LOG.warn(
                            "{}: no handler came back within {} ms; {} events that waited are parked",
                            seat.subscription.name,
                            parts.config().get().handlerGrace().toMillis(),
                            seat.subscription.queued());
                    end(seat.subscription, "no handler of that name came back within handler.grace");
                    seat.gone = true;
                    seats.remove(seat.name);
                }
            }
        });
    }

    private void end(Subscription subscription, String why) {
        IllegalStateException cause = new IllegalStateException(why);
        desk.end(subscription, item -> desk.giveUp(subscription, item, cause));
    }
}
