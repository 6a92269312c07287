package io.signalbox.core.internal;

import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Where subscriptions are made, changed and ended. Safe for any thread; takes locks, and waits for calls under way. */
final class SubscriptionDesk {
    private final LockFreeSubscriptionRegistry registry;
    private final ProcessorTable processors;
    private final StrategyBinding strategies;
    private final Ledger ledger;
    private final BusParts parts;
    private final AtomicLong ids = new AtomicLong();

    SubscriptionDesk(
            LockFreeSubscriptionRegistry registry,
            ProcessorTable processors,
            StrategyBinding strategies,
            Ledger ledger,
            BusParts parts) {
        this.registry = registry;
        this.processors = processors;
        this.strategies = strategies;
        this.ledger = ledger;
        this.parts = parts;
    }

    /** Makes a subscription as {@link #open} does, whose name no other has. */
    Subscription openOnly(List<EventPattern> patterns, EnhancedEventHandler handler, SubscriptionOptions options) {
        options.name().ifPresent(this::refuseDouble);
        return open(patterns, handler, options);
    }

    private void refuseDouble(String name) {
        for (Subscription subscription : registry.all()) {
            if (subscription.name.equals(name)) {
                throw new IllegalArgumentException("a subscription named '" + name + "' exists already");
            }
        }
    }

    /** Makes a subscription that begins to be served at once. */
    Subscription open(List<EventPattern> patterns, EnhancedEventHandler handler, SubscriptionOptions options) {
        strategies.check(options);
        Definition definition =
                Definition.of(patterns, handler, options, parts.config().get());
        String name = options.name().orElseGet(handler::name);
        EventSubscriptionId id = new EventSubscriptionId(ids.incrementAndGet());
        Subscription subscription = new Subscription(id, name, definition, handler, parts);
        long strategyChanges = strategies.changes();
        strategies.bind(subscription);
        processors.attachNew(subscription, () -> {
            subscription.begin();
            registry.add(subscription);
        });
        strategies.bindAgain(subscription, strategyChanges);
        return subscription;
    }

    /** Serves the subscription by another definition from now on; it must have no handler meanwhile. */
    void redefine(Subscription subscription, Definition next) {
        registry.redefine(subscription, next);
        strategies.bind(subscription);
        processors.attach(subscription);
    }

    /** Ends a subscription; when this returns its handler is not called again. Tells the fate of what it still held. */
    void end(Subscription subscription, Consumer<Object> fate) {
        if (!registry.remove(subscription)) {
            return;
        }
        subscription.close();
        processors.attach(subscription);
        boolean quiet = subscription.awaitCalls();
        for (MailboxShard shard : subscription.shards()) {
            shard.empty(0, item -> {
                fate.accept(item);
                Envelope.settled(item);
            });
        }
        if (quiet) {
            subscription.forget();
        }
        ledger.closed(subscription);
    }

    /** Parks an item that nobody can be given. */
    void giveUp(Subscription subscription, Object item, Throwable why) {
        Failures failures = Envelope.failures(item) == null ? new Failures() : Envelope.failures(item);
        failures.giveUp(parts.clock().now(), why);
        parts.deadLetters().park(subscription, item, failures);
    }

    /** Lets those follow that left something to the bus's settings, which are these now. */
    void follow(EventBusConfig next) {
        for (Subscription subscription : registry.all()) {
            Definition now = subscription.definition();
            Definition wanted = now.under(next);
            if (!wanted.sameMailbox(now)) {
                wanted = wanted.withOverflow(now.overflow());
            }
            if (wanted.mode() != now.mode()) {
                EnhancedEventHandler handler = subscription.handler();
                subscription.unbind();
                redefine(subscription, wanted);
                if (handler != null) {
                    subscription.bind(handler);
                }
            } else if (!wanted.equals(now)) {
                subscription.redefine(wanted);
            }
        }
    }
}
