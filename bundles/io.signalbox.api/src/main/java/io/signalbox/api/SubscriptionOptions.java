package io.signalbox.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a subscription is served. Immutable; made by {@link #builder()}. What is left empty follows the bus's settings,
 * also when those change later.
 */
public final class SubscriptionOptions {

    /** Everything as the bus's settings and the handler say. */
    public static final SubscriptionOptions DEFAULT = builder().build();

    private final Optional<String> name;
    private final Optional<ProcessingMode> mode;
    private final OptionalInt priority;
    private final Optional<EventFilter> filter;
    private final List<String> filterNames;
    private final Optional<RetryPolicy> retryPolicy;
    private final Optional<String> retryPolicyName;
    private final boolean batchProcessing;
    private final OptionalInt batchSize;
    private final Optional<Duration> batchInterval;
    private final OptionalInt queueCapacity;
    private final Optional<OverflowPolicy> overflow;
    private final Optional<Duration> blockDeadline;
    private final Ordering ordering;
    private final OptionalInt parallelism;
    private final Optional<Duration> timeBudget;
    private final boolean blocking;
    private final OptionalInt deduplicationWindow;
    private final OptionalInt eventVersion;
    private final boolean durable;

    private SubscriptionOptions(Builder from) {
        name = from.name;
        mode = from.mode;
        priority = from.priority;
        filter = from.filter;
        filterNames = List.copyOf(from.filterNames);
        retryPolicy = from.retryPolicy;
        retryPolicyName = from.retryPolicyName;
        batchProcessing = from.batchProcessing;
        batchSize = from.batchSize;
        batchInterval = from.batchInterval;
        queueCapacity = from.queueCapacity;
        overflow = from.overflow;
        blockDeadline = from.blockDeadline;
        ordering = from.ordering;
        parallelism = from.parallelism;
        timeBudget = from.timeBudget;
        blocking = from.blocking;
        deduplicationWindow = from.deduplicationWindow;
        eventVersion = from.eventVersion;
        durable = from.durable;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The subscription's name; it outlives its handler for {@code handler.grace}. Empty: the handler's, and it does not. */
    public Optional<String> name() {
        return name;
    }

    /** How its work is run; empty follows {@code mode.default}, and {@link #batchProcessing()} asks for BATCH. */
    public Optional<ProcessingMode> mode() {
        return mode;
    }

    /** The lower number runs first; empty asks {@link EnhancedEventHandler#priority()}. */
    public OptionalInt priority() {
        return priority;
    }

    /** Which events it wants, of those that match its pattern; asked before those of {@link #filterNames()}. */
    public Optional<EventFilter> filter() {
        return filter;
    }

    /**
     * The filters that an event has to pass, in this order: each the name of a filter service, or {@code LANGUAGE:TEXT}
     * in the words of a {@link io.signalbox.api.spi.FilterLanguage}. While one is missing the subscription holds.
     */
    public List<String> filterNames() {
        return filterNames;
    }

    /** What a failure leads to; empty follows the bus's {@code RetryConfig}. */
    public Optional<RetryPolicy> retryPolicy() {
        return retryPolicy;
    }

    /** The name of a policy service; while it is missing the subscription holds. */
    public Optional<String> retryPolicyName() {
        return retryPolicyName;
    }

    /** Whether BATCH is meant when no mode is set. */
    public boolean batchProcessing() {
        return batchProcessing;
    }

    /** Events per batch at most. */
    public OptionalInt batchSize() {
        return batchSize;
    }

    /** How long an event waits for its batch to fill, at most. */
    public Optional<Duration> batchInterval() {
        return batchInterval;
    }

    /** How many events its mailbox holds in each lane, those being handled not counted. */
    public OptionalInt queueCapacity() {
        return queueCapacity;
    }

    /** What its full mailbox does with one more event. */
    public Optional<OverflowPolicy> overflow() {
        return overflow;
    }

    /** How long a publisher waits for room. */
    public Optional<Duration> blockDeadline() {
        return blockDeadline;
    }

    /** What order is kept. */
    public Ordering ordering() {
        return ordering;
    }

    /** How many keys are handled at once, unless the order is {@link Ordering#SUBSCRIPTION}. */
    public OptionalInt parallelism() {
        return parallelism;
    }

    /** How long one call of the handler may take before the subscription is put in quarantine; zero is no limit. */
    public Optional<Duration> timeBudget() {
        return timeBudget;
    }

    /** Whether the handler waits for something outside; on Java 21 and later it then gets virtual threads. */
    public boolean blocking() {
        return blocking;
    }

    /**
     * How many {@link DomainEvent#eventId() ids} of events that it has handled it remembers; an event with one of these
     * is not delivered again and counts as dropped by {@code DUPLICATE}. Empty remembers none.
     */
    public OptionalInt deduplicationWindow() {
        return deduplicationWindow;
    }

    /**
     * The latest {@link DomainEvent#version() version} that its handler understands: a newer event is parked. Empty:
     * the latest that the migrators of the event's type lead to; without migrators any.
     */
    public OptionalInt eventVersion() {
        return eventVersion;
    }

    /** Whether it is a cursor over the store. */
    public boolean durable() {
        return durable;
    }

    private List<Object> all() {
        return List.of(
                name,
                mode,
                priority,
                filter,
                filterNames,
                retryPolicy,
                retryPolicyName,
                batchProcessing,
                batchSize,
                batchInterval,
                queueCapacity,
                overflow,
                blockDeadline,
                ordering,
                parallelism,
                timeBudget,
                blocking,
                deduplicationWindow,
                eventVersion,
                durable);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubscriptionOptions options && all().equals(options.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** Collects options; each setter refuses a bad value at once. Not safe for several threads. */
    public static final class Builder {
        private static final int MAX_EVENTS = 1 << 20;
        private static final int MAX_PARALLELISM = 1024;

        private Optional<String> name = Optional.empty();
        private Optional<ProcessingMode> mode = Optional.empty();
        private OptionalInt priority = OptionalInt.empty();
        private Optional<EventFilter> filter = Optional.empty();
        private final List<String> filterNames = new ArrayList<>();
        private Optional<RetryPolicy> retryPolicy = Optional.empty();
        private Optional<String> retryPolicyName = Optional.empty();
        private boolean batchProcessing;
        private OptionalInt batchSize = OptionalInt.empty();
        private Optional<Duration> batchInterval = Optional.empty();
        private OptionalInt queueCapacity = OptionalInt.empty();
        private Optional<OverflowPolicy> overflow = Optional.empty();
        private Optional<Duration> blockDeadline = Optional.empty();
        private Ordering ordering = Ordering.SUBSCRIPTION;
        private OptionalInt parallelism = OptionalInt.empty();
        private Optional<Duration> timeBudget = Optional.empty();
        private boolean blocking;
        private OptionalInt deduplicationWindow = OptionalInt.empty();
        private OptionalInt eventVersion = OptionalInt.empty();
        private boolean durable;

        private Builder() {}

        /** @throws IllegalArgumentException if the name is empty */
        public Builder name(String subscription) {
            name = Optional.of(notEmpty("name", subscription));
            return this;
        }

        public Builder mode(ProcessingMode how) {
            mode = Optional.of(Objects.requireNonNull(how, "mode"));
            return this;
        }

        /** @throws IllegalArgumentException if {@code number} is negative */
        public Builder priority(int number) {
            priority = OptionalInt.of(within("priority", number, 0, Integer.MAX_VALUE, ""));
            return this;
        }

        public Builder filter(EventFilter wanted) {
            filter = Optional.of(Objects.requireNonNull(wanted, "filter"));
            return this;
        }

        /**
         * Adds a filter that an event has to pass, after those that were added before.
         *
         * @throws IllegalArgumentException if the name is empty
         */
        public Builder filterName(String service) {
            filterNames.add(notEmpty("filterName", service));
            return this;
        }

        public Builder retryPolicy(RetryPolicy policy) {
            retryPolicy = Optional.of(Objects.requireNonNull(policy, "retryPolicy"));
            return this;
        }

        /** @throws IllegalArgumentException if the name is empty */
        public Builder retryPolicyName(String service) {
            retryPolicyName = Optional.of(notEmpty("retryPolicyName", service));
            return this;
        }

        public Builder batchProcessing(boolean wanted) {
            batchProcessing = wanted;
            return this;
        }

        /** @throws IllegalArgumentException unless {@code events} is between 1 and 1,048,576 */
        public Builder batchSize(int events) {
            batchSize = OptionalInt.of(within("batchSize", events, 1, MAX_EVENTS, " events"));
            return this;
        }

        /** @throws IllegalArgumentException if {@code longest} is negative */
        public Builder batchInterval(Duration longest) {
            batchInterval = Optional.of(notNegative("batchInterval", longest));
            return this;
        }

        /** @throws IllegalArgumentException unless {@code events} is between 1 and 1,048,576 */
        public Builder queueCapacity(int events) {
            queueCapacity = OptionalInt.of(within("queueCapacity", events, 1, MAX_EVENTS, " events"));
            return this;
        }

        public Builder overflow(OverflowPolicy rule) {
            overflow = Optional.of(Objects.requireNonNull(rule, "overflow"));
            return this;
        }

        /** @throws IllegalArgumentException if {@code longest} is negative */
        public Builder blockDeadline(Duration longest) {
            blockDeadline = Optional.of(notNegative("blockDeadline", longest));
            return this;
        }

        public Builder ordering(Ordering kept) {
            ordering = Objects.requireNonNull(kept, "ordering");
            return this;
        }

        /** @throws IllegalArgumentException unless {@code keys} is between 1 and 1,024 */
        public Builder parallelism(int keys) {
            parallelism = OptionalInt.of(within("parallelism", keys, 1, MAX_PARALLELISM, ""));
            return this;
        }

        /** @throws IllegalArgumentException if {@code longest} is negative */
        public Builder timeBudget(Duration longest) {
            timeBudget = Optional.of(notNegative("timeBudget", longest));
            return this;
        }

        public Builder blocking(boolean waitsOutside) {
            blocking = waitsOutside;
            return this;
        }

        /** @throws IllegalArgumentException unless {@code ids} is between 1 and 1,048,576 */
        public Builder deduplicationWindow(int ids) {
            deduplicationWindow = OptionalInt.of(within("deduplicationWindow", ids, 1, MAX_EVENTS, " ids"));
            return this;
        }

        /** @throws IllegalArgumentException unless {@code latest} is positive */
        public Builder eventVersion(int latest) {
            eventVersion = OptionalInt.of(within("eventVersion", latest, 1, Integer.MAX_VALUE, ""));
            return this;
        }

        public Builder durable(boolean cursor) {
            durable = cursor;
            return this;
        }

        /** @throws IllegalArgumentException if options contradict each other */
        public SubscriptionOptions build() {
            if (retryPolicy.isPresent() && retryPolicyName.isPresent()) {
                throw new IllegalArgumentException("retryPolicy and retryPolicyName exclude each other");
            }
            if (durable && name.isEmpty()) {
                throw new IllegalArgumentException("a durable subscription needs a name");
            }
            return new SubscriptionOptions(this);
        }

        private static String notEmpty(String option, String value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException(option + " must not be empty");
            }
            return value;
        }

        private static int within(String option, int value, int least, int most, String unit) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        option + " must be " + least + ".." + most + unit + ", was " + value);
            }
            return value;
        }

        private static Duration notNegative(String option, Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException(option + " must be 0 or more, was " + value);
            }
            return value;
        }
    }
}
