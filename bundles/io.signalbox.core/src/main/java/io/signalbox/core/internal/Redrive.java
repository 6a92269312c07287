package io.signalbox.core.internal;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.Ordering;
import io.signalbox.api.SubscriptionOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers dead letters to their subscriptions once more, oldest first. One that finds no room stays, and with it those
 * behind it in its order. Safe for any thread: one run at a time, so that two operators keep that order between them.
 */
final class Redrive {
    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);

    private final DeadLetterBox letters;
    private final Function<DomainEvent, VersionFit> fits;
    private final Supplier<? extends Collection<Subscription>> subscriptions;

    /** What is kept in order with each other. */
    private record Order(Subscription subscription, String key) {}

    /** @param fits lifts an event to the version in which it is delivered now */
    Redrive(
            DeadLetterBox letters,
            Function<DomainEvent, VersionFit> fits,
            Supplier<? extends Collection<Subscription>> subscriptions) {
        this.letters = letters;
        this.fits = fits;
        this.subscriptions = subscriptions;
    }

    /** Returns how many were accepted. */
    synchronized int run(Predicate<DeadLetter> chosen) {
        Set<Order> full = new HashSet<>();
        int accepted = 0;
        for (DeadLetterBox.Parked parked : letters.take(chosen)) {
            if (offer(parked, full)) {
                parked.subscription().counts().redriven();
                accepted++;
            } else {
                letters.putBack(parked);
            }
        }
        return accepted;
    }

    private boolean offer(DeadLetterBox.Parked parked, Set<Order> full) {
        try {
            DomainEvent event = parked.letter().event();
            Subscription subscription = heir(parked.subscription(), event);
            VersionFit fit = fits.apply(event);
            Order order = new Order(subscription, orderingKey(subscription, fit.event()));
            if (full.contains(order) || fit.misfit(subscription) != null) {
                return false;
            }
            boolean taken = subscription.redrive(fit.event(), parked.letter().headers());
            if (!taken && subscription.definition().options().ordering() != Ordering.NONE) {
                full.add(order);
            }
            return taken;
        } catch (RuntimeException e) {
            LOG.warn(
                    "dead letter {}: its event cannot be asked where it goes, so it stays",
                    parked.letter().id(),
                    e);
            return false;
        }
    }

    private static String orderingKey(Subscription subscription, DomainEvent event) {
        return subscription.definition().options().ordering() == Ordering.KEY ? HandlerGuard.key(event) : "";
    }

    /** The subscription itself; if it has ended, the one of its name that has come since and wants the event. */
    private Subscription heir(Subscription subscription, DomainEvent event) {
        SubscriptionOptions options = subscription.definition().options();
        if (subscription.closed() && options.name().isPresent()) {
            for (Subscription each : subscriptions.get()) {
                if (each.definition().options().name().equals(options.name())
                        && each.patterns().stream().anyMatch(pattern -> pattern.matches(event.eventType()))) {
                    return each;
                }
            }
        }
        return subscription;
    }
}
