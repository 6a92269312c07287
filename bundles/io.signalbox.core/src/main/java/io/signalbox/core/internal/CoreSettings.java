package io.signalbox.core.internal;

import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.config.RetryConfig;
import io.signalbox.api.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The settings of PID {@code io.signalbox.core}, checked. */
final class CoreSettings {
    static final String PID = "io.signalbox.core";

    private static final EventBusConfig DEFAULT = EventBusConfig.DEFAULT;
    private static final int MOST_EVENTS = 1 << 20;
    private static final long MOST_MILLIS = 3_600_000;

    private final Settings settings;
    private final EventBusConfig inForce;

    private CoreSettings(Settings settings, EventBusConfig inForce) {
        this.settings = settings;
        this.inForce = inForce;
    }

    /** What {@code settings} asks for; where it asks for something wrong, what is in force. */
    static EventBusConfig read(Settings settings, EventBusConfig inForce) {
        return new CoreSettings(settings, inForce).read();
    }

    private EventBusConfig read() {
        return inForce.toBuilder()
                .defaultMode(settings.oneOf(
                        "mode.default", List.of(ProcessingMode.values()), DEFAULT.defaultMode(), inForce.defaultMode()))
                .overflow(settings.oneOf(
                        "overflow", List.of(OverflowPolicy.values()), DEFAULT.overflow(), inForce.overflow()))
                .blockDeadline(millis("block.deadline.millis", 0, EventBusConfig::blockDeadline))
                .timeBudget(millis("time.budget.millis", 0, EventBusConfig::timeBudget))
                .interruptOverrun(
                        settings.flag("interrupt.overrun", DEFAULT.interruptOverrun(), inForce.interruptOverrun()))
                .quarantineProbe(millis("quarantine.probe.millis", 1, EventBusConfig::quarantineProbe))
                .quarantineProbeMax(millis("quarantine.probe.max.millis", 1, EventBusConfig::quarantineProbeMax))
                .handlerGrace(millis("handler.grace.millis", 0, EventBusConfig::handlerGrace))
                .swapGrace(millis("swap.grace.millis", 0, EventBusConfig::swapGrace))
                .quiesceLimit(millis("quiesce.limit.millis", 0, EventBusConfig::quiesceLimit))
                .drainDeadline(millis("drain.deadline.millis", 0, EventBusConfig::drainDeadline))
                .deadLetterCapacity(settings.integer(
                        "dead.letter.capacity",
                        0,
                        MOST_EVENTS,
                        DEFAULT.deadLetterCapacity(),
                        inForce.deadLetterCapacity()))
                .asyncConfig(inForce.asyncConfig()
                        .withQueueSize(settings.integer(
                                "queue.capacity",
                                1,
                                MOST_EVENTS,
                                AsyncConfig.DEFAULT.queueSize(),
                                inForce.asyncConfig().queueSize())))
                .retryConfig(retry())
                .build();
    }

    private RetryConfig retry() {
        RetryConfig byDefault = DEFAULT.retryConfig();
        RetryConfig old = inForce.retryConfig();
        Duration base =
                millis("retry.base.millis", 0, config -> config.retryConfig().baseDelay());
        Duration cap =
                millis("retry.cap.millis", 0, config -> config.retryConfig().maxDelay());
        if (base.compareTo(cap) > 0) {
            settings.refuse(
                    "retry.base.millis", "must be 0.." + cap.toMillis() + " ms (retry.cap.millis)", base.toMillis());
            base = old.baseDelay();
            cap = old.maxDelay();
        }
        return old.withMaxRetries(settings.integer("retry.max", 0, 1_000_000, byDefault.maxRetries(), old.maxRetries()))
                .withDelays(base, cap)
                .withMultiplier(settings.real("retry.multiplier", 1, 100, byDefault.multiplier(), old.multiplier()))
                .withJitter(settings.real("retry.jitter", 0, 1, byDefault.jitter(), old.jitter()));
    }

    private Duration millis(String key, long least, Function<EventBusConfig, Duration> setting) {
        return settings.millis(key, least, MOST_MILLIS, setting.apply(DEFAULT), setting.apply(inForce));
    }
}
