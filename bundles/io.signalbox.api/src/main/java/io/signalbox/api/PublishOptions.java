package io.signalbox.api;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How one event is published. Immutable. */
public final class PublishOptions {

    /** The event's own lane, each subscription's own deadline, the type's durability, no headers. */
    public static final PublishOptions DEFAULT =
            new PublishOptions(Optional.empty(), Optional.empty(), Durability.MEMORY, Map.of());

    private final Optional<EventPriority> priority;
    private final Optional<Duration> deadline;
    private final Durability durability;
    private final Map<String, String> headers;

    private PublishOptions(
            Optional<EventPriority> priority,
            Optional<Duration> deadline,
            Durability durability,
            Map<String, String> headers) {
        this.priority = priority;
        this.deadline = deadline;
        this.durability = durability;
        this.headers = headers;
    }

    /** Takes this lane of every mailbox in place of the event's own. */
    public PublishOptions withPriority(EventPriority lane) {
        return new PublishOptions(Optional.of(Objects.requireNonNull(lane, "lane")), deadline, durability, headers);
    }

    /**
     * Waits for room in full mailboxes no longer than this, whatever their own deadline; zero never waits.
     *
     * @throws IllegalArgumentException if {@code longest} is negative
     */
    public PublishOptions withDeadline(Duration longest) {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("deadline must be 0 or more, was " + longest);
        }
        return new PublishOptions(priority, Optional.of(longest), durability, headers);
    }

    /** Asks that the event survive this much before the receipt is given. */
    public PublishOptions withDurability(Durability least) {
        return new PublishOptions(priority, deadline, Objects.requireNonNull(least, "least"), headers);
    }

    /** Sends these along; handlers see them in {@link DeliveryContext#headers()}. See {@link EventHeaders}. */
    public PublishOptions withHeaders(Map<String, String> all) {
        return new PublishOptions(priority, deadline, durability, Map.copyOf(all));
    }

    public Optional<EventPriority> priority() {
        return priority;
    }

    public Optional<Duration> deadline() {
        return deadline;
    }

    public Durability durability() {
        return durability;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
