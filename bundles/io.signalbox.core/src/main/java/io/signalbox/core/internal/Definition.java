package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPattern;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import java.util.List;

/** What a subscription asked for, with the bus's settings where it asked for nothing. */
record Definition(
        List<EventPattern> patterns,
        SubscriptionOptions options,
        int priority,
        ProcessingMode mode,
        OverflowPolicy overflow,
        int queueCapacity,
        long blockNanos,
        long budgetNanos) {

    static Definition of(
            List<EventPattern> patterns,
            EnhancedEventHandler handler,
            SubscriptionOptions options,
            EventBusConfig config) {
        if (options.durable()) {
            throw new IllegalArgumentException("a durable subscription needs an event store, and none is registered");
        }
        return new Definition(patterns, options, options.priority().orElseGet(handler::priority), null, null, 0, 0, 0)
                .under(config);
    }

    /** The same request under other settings of the bus. */
    Definition under(EventBusConfig config) {
        ProcessingMode asked = options.batchProcessing() ? ProcessingMode.BATCH : config.defaultMode();
        return new Definition(
                patterns,
                options,
                priority,
                options.mode().orElse(asked),
                options.overflow().orElse(config.overflow()),
                options.queueCapacity().orElse(config.asyncConfig().queueSize()),
                options.blockDeadline().orElse(config.blockDeadline()).toNanos(),
                options.timeBudget().orElse(config.timeBudget()).toNanos());
    }

    /** The same with this overflow rule. */
    Definition withOverflow(OverflowPolicy kept) {
        return new Definition(patterns, options, priority, mode, kept, queueCapacity, blockNanos, budgetNanos);
    }

    /** Whether a mailbox made for this also serves {@code other}. */
    boolean sameMailbox(Definition other) {
        return queueKind(overflow) == queueKind(other.overflow)
                && options.ordering() == other.options.ordering()
                && options.parallelism().equals(other.options.parallelism());
    }

    /** Overflow rules that one kind of queue serves are the same; BLOCK stands for those. */
    private static OverflowPolicy queueKind(OverflowPolicy rule) {
        return rule == OverflowPolicy.REJECT || rule == OverflowPolicy.DROP_NEWEST ? OverflowPolicy.BLOCK : rule;
    }
}
