package io.signalbox.api;

import java.util.List;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** The events that could not be delivered. An OSGi service. Safe for any thread. */
@ProviderType
public interface DeadLetters {

    /** Every dead letter now, oldest first. */
    List<DeadLetter> list();

    /**
     * Offers the chosen dead letters to their subscriptions once more, oldest first, each at most once; those that were
     * accepted leave the list. One whose subscription is gone or refuses it stays, and with one that found no room those
     * behind it in its order. Those of a named subscription that has ended go to the one of its name that has come since.
     *
     * @return how many were accepted
     */
    int redrive(Predicate<DeadLetter> chosen);

    /** Gives the chosen dead letters up; they count as dropped. Returns how many. */
    int discard(Predicate<DeadLetter> chosen);
}
