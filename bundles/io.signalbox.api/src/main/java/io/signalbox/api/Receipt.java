package io.signalbox.api;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What became of one publish: who took the event, who refused it and why, what it survives. Immutable.
 *
 * <p>To accept is to answer for the event: it was handled, or waits in the mailbox, or its failure is being retried or
 * was parked.
 */
public final class Receipt {

    /** Nobody listens to the event's type. */
    public static final Receipt NO_SUBSCRIBERS =
            new Receipt(List.of(), List.of(), List.of(), Durability.MEMORY, OptionalLong.empty());

    private final List<String> accepted;
    private final List<Refusal> refused;
    private final List<String> failed;
    private final Durability durability;
    private final OptionalLong sequence;

    private Receipt(
            List<String> accepted,
            List<Refusal> refused,
            List<String> failed,
            Durability durability,
            OptionalLong sequence) {
        this.accepted = List.copyOf(accepted);
        this.refused = List.copyOf(refused);
        this.failed = List.copyOf(failed);
        this.durability = Objects.requireNonNull(durability, "durability");
        this.sequence = Objects.requireNonNull(sequence, "sequence");
    }

    /** A receipt of an event that is in memory only. */
    public static Receipt of(List<String> accepted, List<Refusal> refused, List<String> failed) {
        return new Receipt(accepted, refused, failed, Durability.MEMORY, OptionalLong.empty());
    }

    /** This receipt for an event that was stored at {@code sequence} and reached {@code durability}. */
    public Receipt withStored(Durability durability, long sequence) {
        return new Receipt(accepted, refused, failed, durability, OptionalLong.of(sequence));
    }

    /** The names of the subscriptions that took the event, in the order in which they were offered it. */
    public List<String> accepted() {
        return accepted;
    }

    /** The subscriptions that did not take the event. */
    public List<Refusal> refused() {
        return refused;
    }

    /** Those of {@link #accepted()} that ran SYNC and whose handler failed; the event is retried or parked for them. */
    public List<String> failed() {
        return failed;
    }

    /** What the event survives. */
    public Durability durability() {
        return durability;
    }

    /** The event's place in the store, if it was stored. */
    public OptionalLong sequence() {
        return sequence;
    }

    /** Whether no subscription refused the event. */
    public boolean complete() {
        return refused.isEmpty();
    }

    @Override
    public String toString() {
        return "Receipt[accepted=" + accepted + ", refused=" + refused + ", failed=" + failed + ", durability="
                + durability + (sequence.isPresent() ? ", sequence=" + sequence.getAsLong() : "") + "]";
    }
}
