package io.signalbox.core.internal;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.DrainReport;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.EventVersions;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.ProcessorView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus: brings registry, dispatcher, processors, guard and clock together. Safe for any thread. */
final class EventBusCore implements UnifiedEventBus, BusView, DeadLetters, AutoCloseable {
    /*
     * The path of one event
     * ---------------------
     * 1. Publishing finds the route of the event's type: one look-up in the SubscriptionLookupCache, no lock. What is
     *    published by a handler takes the CarriedContext of the event being handled along; the ThreadSlot knows that.
     * 2. If the route has a VersionChain and the event is older, it is lifted to the latest version, here; what cannot be
     *    lifted, or is newer than a subscription understands, is parked for it: VersionFit.
     * 3. ShardedEventDispatcher reads the route's DeliveryPlan: who gets the event, in order of priority; one volatile
     *    read. It was computed when subscriptions last changed.
     * 4. The SYNC subscriptions run here, on this thread, if a SYNC processor serves: InlineCalls.run().
     * 5. Every other subscription's MailboxShard is offered the event; a full one applies its overflow rule. A processor
     *    that rests is signalled.
     * 6. Later, on a thread of that processor: MailboxShard.deliver() takes the event, and HandlerGuard calls filter and
     *    handler; only there is foreign code called. The Watchdog looks on from its own thread.
     * 7. The outcome is settled: done; or failed, and then tried again when the retry policy says; or parked in the
     *    DeadLetterBox.
     * 8. The publisher has its receipt since step 5: the plan's own when all accepted, so a plain publish allocates nothing.
     */

    private static final Logger LOG = LoggerFactory.getLogger(EventBusCore.class);
    private static final long IDLE_LOOK_NANOS = 100_000_000;
    private static final int LOOKS_PER_RECYCLING = 50;

    private final AtomicLong ids = new AtomicLong();
    private final BusClock clock;
    private final ThreadSlots slots = new ThreadSlots();
    private final VersionChains versions = new VersionChains(slots);
    private final BusParts parts;
    private final DeadLetterBox deadLetters;
    private final LockFreeSubscriptionRegistry registry;
    private final Ledger ledger;
    private final BusThreads threads;
    private final Requests requests;
    private final ProcessorTable processors;
    private final Publishing publishing;
    private final StrategyBinding strategies;
    private final Redrive redrive;
    private final Watchdog watchdog;
    private long looks; // by the clock's thread

    private volatile EventStore store; // the one that serves, or null
    private volatile EventBusConfig config;
    private volatile boolean closed;
    private DrainReport lastReport = new DrainReport(Duration.ZERO, List.of()); // guarded by this

    EventBusCore(EventBusConfig config) {
        this(config, new SystemClock());
    }

    EventBusCore(EventBusConfig config, BusClock clock) {
        this(config, clock, BusThreads.start());
    }

    EventBusCore(EventBusConfig config, BusClock clock, BusThreads threads) {
        this.threads = threads;
        this.config = config;
        this.clock = clock;
        deadLetters = new DeadLetterBox(() -> this.config.deadLetterCapacity(), clock);
        parts = new BusParts(slots, clock, deadLetters, new EventMemoryPool(), () -> store, () -> this.config);
        registry = new LockFreeSubscriptionRegistry(this::planRetired, versions);
        ledger = new Ledger(slots, registry, this::isOpen);
        processors = new ProcessorTable(parts, new BacklogProcessor(clock, threads.backlog()), registry::all);
        requests = new Requests(clock, threads.tellers());
        publishing = new Publishing(
                registry, slots, new ShardedEventDispatcher(registry, processors, parts), requests, versions, parts);
        redrive = new Redrive(deadLetters, publishing::fit, registry::all);
        strategies = new StrategyBinding(registry::all, registry::filterChanged);
        watchdog = new Watchdog(slots, registry::find, clock.nanos());
        clock.after(Watchdog.TICK_NANOS, this::look);
    }

    private void planRetired(DeliveryPlan plan) {
        ledger.retired(plan);
    }

    // ---- publishing

    @Override
    public Receipt publish(DomainEvent event) {
        return publishing.publish(event);
    }

    @Override
    public Receipt publish(DomainEvent event, PublishOptions options) {
        return publishing.publish(event, options, null);
    }

    @Override
    public CompletionStage<Receipt> publishAsync(DomainEvent event) {
        return publishing.publishAsync(event);
    }

    @Override
    public CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit) {
        return publishing.request(event, options, limit);
    }

    @Override
    public EventPublisher publisher(String eventType) {
        return publishing.publisher(Objects.requireNonNull(eventType, "eventType"));
    }

    // ---- subscribing

    @Override
    public EventSubscriptionId subscribe(String eventType, EnhancedEventHandler handler, SubscriptionOptions options) {
        Objects.requireNonNull(handler, "handler");
        options.name().ifPresent(this::refuseDouble);
        return open(List.of(new EventPattern(eventType)), handler, options).id;
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
        Definition definition = Definition.of(patterns, handler, options, config);
        String name = options.name().orElseGet(handler::name);
        EventSubscriptionId id = new EventSubscriptionId(ids.incrementAndGet());
        Subscription subscription = new Subscription(id, name, definition, parts);
        strategies.bind(subscription);
        registry.add(subscription);
        processors.attach(subscription);
        subscription.bind(handler);
        return subscription;
    }

    /** Serves the subscription by another definition from now on; it must have no handler meanwhile. */
    void redefine(Subscription subscription, Definition next) {
        registry.redefine(subscription, next);
        strategies.bind(subscription);
        processors.attach(subscription);
    }

    @Override
    public void unsubscribe(EventSubscriptionId id) {
        Subscription subscription = registry.find(id.value());
        if (subscription != null) {
            end(subscription, item -> subscription.counts().dropped("UNSUBSCRIBED"));
        }
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
        failures.giveUp(clock.now(), why);
        deadLetters.park(subscription, item, failures);
    }

    // ---- plug-ins and settings

    /** Lets {@code processor} serve its mode, if no other of that mode has a higher ranking. */
    void addProcessor(EventProcessor processor, int ranking, String name) {
        processors.add(processor, ranking, name);
    }

    /** When this returns the processor is not called again. */
    void removeProcessor(EventProcessor processor) {
        processors.remove(processor);
    }

    /** Lets spilled events wait in {@code next}; null for in none. What waits in another is taken out of it first. */
    void store(EventStore next) {
        EventStore before = store;
        store = next;
        if (before != null && before != next) {
            for (Subscription subscription : registry.all()) {
                for (MailboxShard shard : subscription.shards()) {
                    shard.storeLeaves(before);
                }
            }
        }
    }

    StrategyBinding strategies() {
        return strategies;
    }

    /** Lifts older events of its type from now on, if no other migrator of that step has a higher ranking. */
    void addMigrator(EventVersionMigrator migrator, int ranking) {
        versions.add(migrator, ranking);
        registry.migratorsChanged();
    }

    /**
     * When this returns the migrator is not called again, unless the limit ran out. Publishers of events that need it
     * wait for its successor, up to {@code swap.grace}; then the step is forgotten.
     */
    void removeMigrator(EventVersionMigrator migrator) {
        Optional<VersionChains.Gone> gone = versions.remove(migrator);
        registry.migratorsChanged();
        gone.ifPresent(step -> clock.after(config.swapGrace().toNanos(), () -> forget(step)));
        if (!slots.awaitPasses(parts.quiesceNanos())) {
            LOG.warn("the migrator {} is still busy", migrator.getClass().getName());
        }
    }

    private void forget(VersionChains.Gone step) {
        versions.forget(step);
        registry.migratorsChanged();
    }

    EventVersions versions() {
        return versions;
    }

    BusParts parts() {
        return parts;
    }

    /** Puts other settings in force; subscriptions that left something to the bus follow. */
    void reconfigure(EventBusConfig next) {
        config = next;
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

    // ---- life

    @Override
    public synchronized void start() {
        if (closed) {
            throw new BusStoppedException("the bus is closed for good");
        }
        if (!isOpen()) {
            registry.all().forEach(Drain::reopen);
            publishing.setOpen(true);
        }
    }

    @Override
    public synchronized DrainReport stop() {
        if (isOpen()) {
            publishing.setOpen(false);
            Duration limit = config.drainDeadline();
            Drain drain = new Drain(registry.all());
            slots.awaitPasses(limit.toNanos());
            lastReport = drain.run(limit);
        }
        return lastReport;
    }

    /** Stops the bus and ends its threads. */
    @Override
    public void close() {
        stop();
        closed = true;
        requests.close();
        clock.close();
        threads.end().run();
        slots.close();
    }

    private boolean isOpen() {
        return publishing.isOpen();
    }

    private void look() {
        boolean busy = watchdog.look(clock.nanos(), config.interruptOverrun());
        ledger.fold();
        looks++;
        if (looks % LOOKS_PER_RECYCLING == 0) {
            slots.recycle();
        }
        clock.after(busy ? Watchdog.TICK_NANOS : IDLE_LOOK_NANOS, this::look);
    }

    // ---- pictures

    @Override
    public EventBusStats stats() {
        return ledger.stats();
    }

    @Override
    public List<SubscriptionView> subscriptions() {
        return ledger.views();
    }

    @Override
    public List<ProcessorView> processors() {
        return processors.views();
    }

    @Override
    public EventBusConfig config() {
        return config;
    }

    // ---- dead letters

    @Override
    public List<DeadLetter> list() {
        return deadLetters.list();
    }

    @Override
    public int redrive(Predicate<DeadLetter> chosen) {
        return redrive.run(chosen);
    }

    @Override
    public int discard(Predicate<DeadLetter> chosen) {
        List<DeadLetterBox.Parked> discarded = deadLetters.take(chosen);
        discarded.forEach(parked -> parked.subscription().counts().parkedDropped("DISCARDED"));
        return discarded.size();
    }
}
