package io.signalbox.container;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Gap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * A handler that expects the numbers of one publisher in order, and where some are missing a {@link Gap} in their place
 * that counts them exactly. Called by one thread at a time.
 */
final class Inbox implements EnhancedEventHandler {
    private static final int MOST_FAULTS = 20;

    private final ToLongFunction<DomainEvent> number;
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile long received;
    private volatile long lost;
    private volatile long gaps;
    private volatile long position; // the last number that came or that a gap counted

    Inbox() {
        this(1);
    }

    /** @param first the number that is to come first */
    Inbox(long first) {
        this(first, event -> ((LongSupplier) event).getAsLong());
    }

    Inbox(long first, ToLongFunction<DomainEvent> number) {
        position = first - 1;
        this.number = number;
    }

    @Override
    public void handle(DomainEvent event) {
        long came = number(event);
        if (came != position + 1 && faults.size() < MOST_FAULTS) {
            faults.add("expected " + (position + 1) + ", came " + came);
        }
        position = came;
        received = received + 1;
    }

    @Override
    public void missed(Gap gap) {
        lost = lost + gap.lost();
        gaps = gaps + 1;
        position = position + gap.lost();
    }

    /** The number that an event bears. */
    long number(DomainEvent event) {
        return number.applyAsLong(event);
    }

    long received() {
        return received;
    }

    /** The sum of all gaps. */
    long lost() {
        return lost;
    }

    /** How many gaps there were. */
    long gaps() {
        return gaps;
    }

    /** The last number that came or was told as lost. */
    long position() {
        return position;
    }

    Queue<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return received + " received, " + lost + " lost in " + gaps + " gaps, up to " + position + " " + faults;
    }
}
