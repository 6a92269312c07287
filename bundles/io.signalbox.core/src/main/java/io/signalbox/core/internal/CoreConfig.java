package io.signalbox.core.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set under PID {@code io.signalbox.core}; {@link CoreSettings} checks it. */
@ObjectClassDefinition(
        id = "io.signalbox.core",
        name = "Signalbox",
        description = "The bus. Every change acts at once; a value out of range is refused and the old one stays.")
@interface CoreConfig {

    @AttributeDefinition(
            name = "mode.default",
            description = "how subscriptions that do not say are served",
            options = {
                @Option(label = "SYNC", value = "SYNC"),
                @Option(label = "ASYNC", value = "ASYNC"),
                @Option(label = "BATCH", value = "BATCH"),
                @Option(label = "ADAPTIVE", value = "ADAPTIVE")
            })
    String mode_default() default "ASYNC";

    @AttributeDefinition(
            name = "overflow",
            description = "what a full mailbox does; DROP_OLDEST, SPILL and COALESCE, and leaving these, act for"
                    + " subscriptions made from then on",
            options = {
                @Option(label = "BLOCK", value = "BLOCK"),
                @Option(label = "REJECT", value = "REJECT"),
                @Option(label = "DROP_OLDEST", value = "DROP_OLDEST"),
                @Option(label = "DROP_NEWEST", value = "DROP_NEWEST"),
                @Option(label = "SPILL", value = "SPILL"),
                @Option(label = "COALESCE", value = "COALESCE")
            })
    String overflow() default "BLOCK";

    @AttributeDefinition(name = "queue.capacity", min = "1", max = "1048576", description = "events per mailbox")
    int queue_capacity() default 1024;

    @AttributeDefinition(
            name = "block.deadline.millis",
            min = "0",
            max = "3600000",
            description = "how long a publisher waits for room")
    long block_deadline_millis() default 1000;

    @AttributeDefinition(
            name = "time.budget.millis",
            min = "0",
            max = "3600000",
            description = "how long one call of a handler may take; 0 is no limit")
    long time_budget_millis() default 5000;

    @AttributeDefinition(
            name = "interrupt.overrun",
            description = "whether the thread of a call over its budget is interrupted")
    boolean interrupt_overrun() default true;

    @AttributeDefinition(
            name = "quarantine.probe.millis",
            min = "1",
            max = "3600000",
            description = "how long after an overrun call's end its subscription is tried again")
    long quarantine_probe_millis() default 1000;

    @AttributeDefinition(
            name = "quarantine.probe.max.millis",
            min = "1",
            max = "3600000",
            description = "each overrun in a row doubles that time up to this")
    long quarantine_probe_max_millis() default 60000;

    @AttributeDefinition(
            name = "handler.grace.millis",
            min = "0",
            max = "3600000",
            description = "how long a named subscription keeps its mailbox without a handler")
    long handler_grace_millis() default 30000;

    @AttributeDefinition(
            name = "swap.grace.millis",
            min = "0",
            max = "3600000",
            description = "how long a synchronous publish waits for a missing processor")
    long swap_grace_millis() default 5000;

    @AttributeDefinition(
            name = "quiesce.limit.millis",
            min = "0",
            max = "3600000",
            description = "how long ending or swapping a part waits for calls in flight")
    long quiesce_limit_millis() default 5000;

    @AttributeDefinition(
            name = "drain.deadline.millis",
            min = "0",
            max = "3600000",
            description = "how long stopping delivers what is queued")
    long drain_deadline_millis() default 10000;

    @AttributeDefinition(
            name = "dead.letter.capacity",
            min = "0",
            max = "1048576",
            description = "how many dead letters are kept; the oldest is dropped for one more")
    int dead_letter_capacity() default 10000;

    @AttributeDefinition(
            name = "retry.max",
            min = "0",
            max = "1000000",
            description = "tries after the first; 0 parks at the first failure")
    int retry_max() default 3;

    @AttributeDefinition(
            name = "retry.base.millis",
            min = "0",
            max = "3600000",
            description = "the wait before the first retry; not more than retry.cap.millis")
    long retry_base_millis() default 100;

    @AttributeDefinition(name = "retry.cap.millis", min = "0", max = "3600000", description = "the longest wait")
    long retry_cap_millis() default 5000;

    @AttributeDefinition(
            name = "retry.multiplier",
            min = "1",
            max = "100",
            description = "how much longer each wait is than the one before")
    double retry_multiplier() default 2;

    @AttributeDefinition(
            name = "retry.jitter",
            min = "0",
            max = "1",
            description = "the share by which each wait is varied at random")
    double retry_jitter() default 0.2;
}
