package io.signalbox.api.config;

import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import java.time.Duration;
import java.util.Objects;

/** The settings of a whole bus. Immutable. PID {@code io.signalbox.core}, key names in brackets below. */
public final class EventBusConfig {

    /**
     * ASYNC; mailboxes of {@link AsyncConfig#DEFAULT}; BLOCK with 1 s deadline; time budget 5 s with interruption;
     * quarantine probed after 1 s, then each time twice as late, at most 60 s; handler grace 30 s; swap grace 5 s;
     * quiesce limit 5 s; drain deadline 10 s; 10,000 dead letters.
     */
    public static final EventBusConfig DEFAULT = builder().build();

    private final ProcessingMode defaultMode;
    private final OverflowPolicy overflow;
    private final Duration blockDeadline;
    private final Duration timeBudget;
    private final boolean interruptOverrun;
    private final Duration quarantineProbe;
    private final Duration quarantineProbeMax;
    private final Duration handlerGrace;
    private final Duration swapGrace;
    private final Duration quiesceLimit;
    private final Duration drainDeadline;
    private final int deadLetterCapacity;
    private final BatchConfig batchConfig;
    private final AsyncConfig asyncConfig;
    private final RetryConfig retryConfig;
    private final MetricsConfig metricsConfig;
    private final StorageConfig storageConfig;

    private EventBusConfig(Builder from) {
        defaultMode = from.defaultMode;
        overflow = from.overflow;
        blockDeadline = from.blockDeadline;
        timeBudget = from.timeBudget;
        interruptOverrun = from.interruptOverrun;
        quarantineProbe = from.quarantineProbe;
        quarantineProbeMax = from.quarantineProbeMax;
        handlerGrace = from.handlerGrace;
        swapGrace = from.swapGrace;
        quiesceLimit = from.quiesceLimit;
        drainDeadline = from.drainDeadline;
        deadLetterCapacity = from.deadLetterCapacity;
        batchConfig = from.batchConfig;
        asyncConfig = from.asyncConfig;
        retryConfig = from.retryConfig;
        metricsConfig = from.metricsConfig;
        storageConfig = from.storageConfig;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.defaultMode = defaultMode;
        builder.overflow = overflow;
        builder.blockDeadline = blockDeadline;
        builder.timeBudget = timeBudget;
        builder.interruptOverrun = interruptOverrun;
        builder.quarantineProbe = quarantineProbe;
        builder.quarantineProbeMax = quarantineProbeMax;
        builder.handlerGrace = handlerGrace;
        builder.swapGrace = swapGrace;
        builder.quiesceLimit = quiesceLimit;
        builder.drainDeadline = drainDeadline;
        builder.deadLetterCapacity = deadLetterCapacity;
        builder.batchConfig = batchConfig;
        builder.asyncConfig = asyncConfig;
        builder.retryConfig = retryConfig;
        builder.metricsConfig = metricsConfig;
        builder.storageConfig = storageConfig;
        return builder;
    }

    /** The mode of subscriptions that name none (mode.default). */
    public ProcessingMode defaultMode() {
        return defaultMode;
    }

    /** What a full mailbox does, unless its subscription says (overflow). */
    public OverflowPolicy overflow() {
        return overflow;
    }

    /** How long a publisher waits for room under BLOCK (block.deadline.millis). */
    public Duration blockDeadline() {
        return blockDeadline;
    }

    /** How long one call of a handler may take; zero is no limit (time.budget.millis). */
    public Duration timeBudget() {
        return timeBudget;
    }

    /** Whether the thread of a call over its budget is interrupted (interrupt.overrun). */
    public boolean interruptOverrun() {
        return interruptOverrun;
    }

    /** How long after the end of an overrun call the quarantined subscription is probed (quarantine.probe.millis). */
    public Duration quarantineProbe() {
        return quarantineProbe;
    }

    /** The longest such wait; each overrun in a row doubles it up to this (quarantine.probe.max.millis). */
    public Duration quarantineProbeMax() {
        return quarantineProbeMax;
    }

    /** How long a named subscription keeps its mailbox without a handler (handler.grace.millis). */
    public Duration handlerGrace() {
        return handlerGrace;
    }

    /** How long a synchronous publish waits for a missing processor (swap.grace.millis). */
    public Duration swapGrace() {
        return swapGrace;
    }

    /** How long ending or swapping a part waits for calls in flight (quiesce.limit.millis). */
    public Duration quiesceLimit() {
        return quiesceLimit;
    }

    /** How long stopping delivers what is queued (drain.deadline.millis). */
    public Duration drainDeadline() {
        return drainDeadline;
    }

    /** How many dead letters are kept; the oldest is dropped for one more (dead.letter.capacity). */
    public int deadLetterCapacity() {
        return deadLetterCapacity;
    }

    public BatchConfig batchConfig() {
        return batchConfig;
    }

    public AsyncConfig asyncConfig() {
        return asyncConfig;
    }

    public RetryConfig retryConfig() {
        return retryConfig;
    }

    public MetricsConfig metricsConfig() {
        return metricsConfig;
    }

    public StorageConfig storageConfig() {
        return storageConfig;
    }

    /** Collects settings; each setter refuses a bad value at once, naming it. Not safe for several threads. */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofHours(1);

        private ProcessingMode defaultMode = ProcessingMode.ASYNC;
        private OverflowPolicy overflow = OverflowPolicy.BLOCK;
        private Duration blockDeadline = Duration.ofSeconds(1);
        private Duration timeBudget = Duration.ofSeconds(5);
        private boolean interruptOverrun = true;
        private Duration quarantineProbe = Duration.ofSeconds(1);
        private Duration quarantineProbeMax = Duration.ofSeconds(60);
        private Duration handlerGrace = Duration.ofSeconds(30);
        private Duration swapGrace = Duration.ofSeconds(5);
        private Duration quiesceLimit = Duration.ofSeconds(5);
        private Duration drainDeadline = Duration.ofSeconds(10);
        private int deadLetterCapacity = 10_000;
        private BatchConfig batchConfig = BatchConfig.DEFAULT;
        private AsyncConfig asyncConfig = AsyncConfig.DEFAULT;
        private RetryConfig retryConfig = RetryConfig.DEFAULT;
        private MetricsConfig metricsConfig = MetricsConfig.DEFAULT;
        private StorageConfig storageConfig = StorageConfig.DEFAULT;

        private Builder() {}

        public Builder defaultMode(ProcessingMode mode) {
            defaultMode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        public Builder overflow(OverflowPolicy rule) {
            overflow = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** @throws IllegalArgumentException unless between 0 and 1 hour; so too the other durations */
        public Builder blockDeadline(Duration longest) {
            blockDeadline = Range.duration("blockDeadline", longest, Duration.ZERO, LONGEST);
            return this;
        }

        public Builder timeBudget(Duration longest) {
            timeBudget = Range.duration("timeBudget", longest, Duration.ZERO, LONGEST);
            return this;
        }

        public Builder interruptOverrun(boolean wanted) {
            interruptOverrun = wanted;
            return this;
        }

        public Builder quarantineProbe(Duration first) {
            quarantineProbe = Range.duration("quarantineProbe", first, Duration.ofMillis(1), LONGEST);
            return this;
        }

        public Builder quarantineProbeMax(Duration longest) {
            quarantineProbeMax = Range.duration("quarantineProbeMax", longest, Duration.ofMillis(1), LONGEST);
            return this;
        }

        public Builder handlerGrace(Duration longest) {
            handlerGrace = Range.duration("handlerGrace", longest, Duration.ZERO, LONGEST);
            return this;
        }

        public Builder swapGrace(Duration longest) {
            swapGrace = Range.duration("swapGrace", longest, Duration.ZERO, LONGEST);
            return this;
        }

        public Builder quiesceLimit(Duration longest) {
            quiesceLimit = Range.duration("quiesceLimit", longest, Duration.ZERO, LONGEST);
            return this;
        }

        public Builder drainDeadline(Duration longest) {
            drainDeadline = Range.duration("drainDeadline", longest, Duration.ZERO, LONGEST);
            return this;
        }

        /** @throws IllegalArgumentException unless between 0 and 1,048,576 */
        public Builder deadLetterCapacity(int letters) {
            deadLetterCapacity = Range.integer("deadLetterCapacity", letters, 0, 1 << 20);
            return this;
        }

        public Builder batchConfig(BatchConfig config) {
            batchConfig = Objects.requireNonNull(config, "batchConfig");
            return this;
        }

        public Builder asyncConfig(AsyncConfig config) {
            asyncConfig = Objects.requireNonNull(config, "asyncConfig");
            return this;
        }

        public Builder retryConfig(RetryConfig config) {
            retryConfig = Objects.requireNonNull(config, "retryConfig");
            return this;
        }

        public Builder metricsConfig(MetricsConfig config) {
            metricsConfig = Objects.requireNonNull(config, "metricsConfig");
            return this;
        }

        public Builder storageConfig(StorageConfig config) {
            storageConfig = Objects.requireNonNull(config, "storageConfig");
            return this;
        }

        public EventBusConfig build() {
            return new EventBusConfig(this);
        }
    }
}
