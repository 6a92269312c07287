package io.signalbox.core.internal;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.DrainReport;
import io.signalbox.api.Durability;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.ProcessorView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The bus: brings registry, dispatcher, processors, guard and clock together. Safe for any thread. */
final class EventBusCore implements UnifiedEventBus, BusView, DeadLetters, AutoCloseable {
    /*
     * The path of one event
     * ---------------------
     * 1. publish() finds the route of the event's type: one look-up in the SubscriptionLookupCache, no lock.
     * 2. ShardedEventDispatcher reads the route's DeliveryPlan: who gets the event, in order of priority; one volatile
     *    read. It was computed when subscriptions last changed.
     * 3. The SYNC subscriptions run here, on this thread, if a SYNC processor serves: InlineCalls.run().
     * 4. Every other subscription's MailboxShard is offered the event; a full one applies its overflow rule. A processor
     *    that rests is signalled.
     * 5. Later, on a thread of that processor: MailboxShard.deliver() takes the event, and HandlerGuard calls filter and
     *    handler; only there is foreign code called. The Watchdog looks on from its own thread.
     * 6. The outcome is settled: done; or failed, and then tried again when the retry policy says; or parked in the
     *    DeadLetterBox.
     * 7. The publisher has its receipt since step 4: the plan's own when all accepted, so a plain publish allocates nothing.
     */

    private static final long IDLE_LOOK_NANOS = 100_000_000;
    private static final int LOOKS_PER_RECYCLING = 50;

    private final AtomicLong ids = new AtomicLong();
    private final BusClock clock;
    private final ThreadSlots slots = new ThreadSlots();
    private final BusParts parts;
    private final DeadLetterBox deadLetters;
    private final LockFreeSubscriptionRegistry registry;
    private final Ledger ledger;
    private final BacklogProcessor backlog;
    private final ProcessorTable processors;
    private final ShardedEventDispatcher dispatcher;
    private final StrategyBinding strategies;
    private final Watchdog watchdog;
    private long looks; // by the clock's thread

    private volatile EventStore store; // the one that serves, or null
    private volatile EventBusConfig config;
    private volatile boolean open;
    private volatile boolean closed;
    private DrainReport lastReport = new DrainReport(Duration.ZERO, List.of()); // guarded by this

    EventBusCore(EventBusConfig config) {
        this(config, new SystemClock());
    }

    EventBusCore(EventBusConfig config, BusClock clock) {
        this.config = config;
        this.clock = clock;
        deadLetters = new DeadLetterBox(() -> this.config.deadLetterCapacity(), clock);
        parts = new BusParts(slots, clock, deadLetters, new EventMemoryPool(), () -> store, () -> this.config);
        registry = new LockFreeSubscriptionRegistry(this::planRetired);
        ledger = new Ledger(slots, registry, () -> open);
        backlog = new BacklogProcessor(clock);
        processors = new ProcessorTable(parts, backlog, registry::all);
        dispatcher = new ShardedEventDispatcher(registry, processors, () -> this.config);
        strategies = new StrategyBinding(registry::all);
        watchdog = new Watchdog(slots, registry::find, clock.nanos());
        clock.after(Watchdog.TICK_NANOS, this::look);
    }

    private void planRetired(DeliveryPlan plan) {
        ledger.retired(plan);
    }

    // ---- publishing

    @Override
    public Receipt publish(DomainEvent event) {
        return publish(registry.route(event.eventType()), event, event, null);
    }

    @Override
    public Receipt publish(DomainEvent event, PublishOptions options) {
        if (options.durability() != Durability.MEMORY) {
            throw new UnsupportedOperationException(
                    "durability " + options.durability() + " needs an event store, and none is registered");
        }
        Duration deadline = options.deadline().orElse(null);
        Object item = options.headers().isEmpty() ? event : new Envelope(event, options.headers(), false, null, null);
        return publish(registry.route(event.eventType()), event, item, deadline);
    }

    @Override
    public CompletionStage<Receipt> publishAsync(DomainEvent event) {
        PublicationTracker tracker = new PublicationTracker();
        Envelope envelope = new Envelope(event, Map.of(), false, null, tracker);
        try {
            tracker.published(publish(registry.route(event.eventType()), event, envelope, null));
        } catch (RuntimeException e) {
            tracker.failed(e);
        }
        return tracker.stage();
    }

    @Override
    public CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit) {
        throw new UnsupportedOperationException("request");
    }

    @Override
    public EventPublisher publisher(String eventType) {
        return new RoutePublisher(Objects.requireNonNull(eventType, "eventType"));
    }

    /** Publishes along a route that it keeps; also keeps the slot of the thread that used it last. */
    private final class RoutePublisher implements EventPublisher {
        private record User(Thread thread, ThreadSlot slot) {}

        private final String eventType;
        private Route route; // these two hold immutable things only, so a thread may see them late
        private User user = new User(null, null);

        RoutePublisher(String eventType) {
            this.eventType = eventType;
            route = registry.route(eventType);
        }

        @Override
        public String eventType() {
            return eventType;
        }

        @Override
        public Receipt publish(DomainEvent event) {
            if (!open) {
                throw stopped(eventType);
            }
            Route kept = route;
            if (kept.plan().isStale()) {
                kept = registry.route(eventType); // the look-up cache may have begun anew
                route = kept;
            }
            User last = user;
            if (last.thread != Thread.currentThread()) {
                last = new User(Thread.currentThread(), slots.current());
                user = last;
            }
            return dispatcher.dispatch(last.slot, kept, event, event, null);
        }
    }

    private Receipt publish(Route route, DomainEvent event, Object item, Duration deadline) {
        if (!open) {
            throw stopped(route.eventType);
        }
        return dispatcher.dispatch(slots.current(), route, event, item, deadline);
    }

    private static BusStoppedException stopped(String eventType) {
        return new BusStoppedException("the bus is stopped, so " + eventType + " was not published");
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
        subscription.awaitCalls();
        for (MailboxShard shard : subscription.shards()) {
            shard.empty(0, item -> {
                fate.accept(item);
                Envelope.settled(item);
            });
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
        if (!open) {
            registry.all().forEach(Drain::reopen);
            open = true;
        }
    }

    @Override
    public synchronized DrainReport stop() {
        if (open) {
            open = false;
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
        clock.close();
        backlog.close();
        slots.close();
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
        int redriven = 0;
        for (DeadLetterBox.Parked parked : deadLetters.take(chosen)) {
            if (parked.subscription().redrive(parked.letter())) {
                redriven++;
            } else {
                deadLetters.putBack(parked);
            }
        }
        return redriven;
    }

    @Override
    public int discard(Predicate<DeadLetter> chosen) {
        List<DeadLetterBox.Parked> discarded = deadLetters.take(chosen);
        discarded.forEach(parked -> parked.subscription().counts().parkedDropped("DISCARDED"));
        return discarded.size();
    }
}
