package io.signalbox.testing;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.EventVersions;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.core.internal.DrivenBus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A real, running bus in a test. SYNC handlers run within {@link #publish}; everything else stands still until the test
 * says {@link #deliver}, {@link #advance} or {@link #runUntilIdle}, and then happens on the test's own thread. Time is
 * virtual and begins at the epoch. For one thread.
 *
 * <p>What has a subscription's name as a parameter means that of the options, of the properties, or the handler's own.
 */
public final class TestBus implements AutoCloseable {

    /** The bus's defaults, but nobody waits for what only the waiting test could bring: no patience with full mailboxes, missing parts and drains. */
    public static final EventBusConfig CONFIG = EventBusConfig.DEFAULT.toBuilder()
            .blockDeadline(Duration.ZERO)
            .swapGrace(Duration.ZERO)
            .drainDeadline(Duration.ZERO)
            .build();

    private static final Duration LONGEST_RUN = Duration.ofHours(1);

    private final DrivenBus driven;
    private final TestParts parts;
    private final Provocations provocations;

    /** A bus with {@link #CONFIG}. */
    public TestBus() {
        this(CONFIG);
    }

    public TestBus(EventBusConfig config) {
        driven = new DrivenBus(config);
        parts = new TestParts(driven);
        provocations = new Provocations(this::advance);
    }

    /** The bus itself, for the code that is tested. */
    public UnifiedEventBus bus() {
        return driven.bus();
    }

    public BusView view() {
        return driven.view();
    }

    public DeadLetters deadLetters() {
        return driven.deadLetters();
    }

    public EventVersions versions() {
        return driven.versions();
    }

    /** Its processors, filters, policies and migrators: to bring, to swap, to take away. */
    public TestParts parts() {
        return parts;
    }

    // ---- handlers and events

    /** Subscribes under the options; the pattern is one as {@link UnifiedEventBus#subscribe} takes. */
    public <H extends EnhancedEventHandler> H subscribe(String eventType, H handler, SubscriptionOptions options) {
        String name = options.name().orElseGet(handler::name);
        bus().subscribe(eventType, ProvokedHandler.of(handler, name, provocations), options);
        return handler;
    }

    /**
     * Registers the handler as a service with these properties would be: those of {@link EventSubscription}, with or
     * without {@code signalbox.} before them. One that has a name replaces the handler of that name, whose mailbox it
     * takes over: a hot swap.
     *
     * @throws IllegalArgumentException if a property does not fit
     */
    public <H extends EnhancedEventHandler> H register(H handler, Map<String, ?> properties) {
        Map<String, Object> full = new HashMap<>();
        properties.forEach((key, value) ->
                full.put(key.startsWith(EventSubscription.PREFIX_) ? key : EventSubscription.PREFIX_ + key, value));
        Object own = full.get(EventSubscription.PREFIX_ + "name");
        String name = own == null ? handler.name() : own.toString();
        parts.register(name, ProvokedHandler.of(handler, name, provocations), full);
        return handler;
    }

    /** Takes a registered handler away; a named one leaves its mailbox behind for the settings' handler grace. */
    public void unregister(String subscription) {
        parts.unregister(subscription);
    }

    public Receipt publish(DomainEvent event) {
        return bus().publish(event);
    }

    public Receipt publish(DomainEvent event, PublishOptions options) {
        return bus().publish(event, options);
    }

    // ---- time and work

    /** The bus's clock. */
    public Instant now() {
        return Instant.EPOCH.plusNanos(driven.nanos());
    }

    /** Delivers everything that can be delivered now, and what that leads to. Returns how many events that were. */
    public int deliver() {
        return driven.deliver(Integer.MAX_VALUE);
    }

    /** Delivers one event, if one can be delivered now; whether it did. */
    public boolean deliverOne() {
        return driven.deliver(1) == 1;
    }

    /** Lets time pass: what becomes due can be delivered afterwards; time limits that are over act. */
    public void advance(Duration time) {
        driven.advance(time.toNanos());
    }

    /**
     * Delivers, and lets time pass while events wait for another try, until nothing waits any more. Returns how many
     * events were delivered.
     *
     * @throws AssertionError if events still wait after an hour of the bus's time; the message says where, and why
     */
    public int runUntilIdle() {
        long end = driven.nanos() + LONGEST_RUN.toNanos();
        int delivered = deliver();
        while (view().stats().queued() > 0) {
            if (driven.nanos() >= end) {
                throw new AssertionError("events still wait after " + LONGEST_RUN + ": " + waiting());
            }
            driven.advance(Math.max(1, driven.untilNext()));
            delivered += deliver();
        }
        return delivered;
    }

    private List<String> waiting() {
        return view().subscriptions().stream()
                .filter(s -> s.queued() > 0)
                .map(s -> s.queued() + " for " + s.name() + ", which is " + s.state() + " " + s.reason())
                .toList();
    }

    // ---- what goes wrong

    /** Lets the next deliveries to a subscription fail with a {@link ProvokedFailure}, before its handler is called. */
    public void failNext(String subscription, int deliveries) {
        provocations.failNext(subscription, deliveries);
    }

    /** Lets the next call for a subscription last so long; over its time budget, that means quarantine. */
    public void hangNext(String subscription, Duration time) {
        provocations.hangNext(subscription, time);
    }

    /**
     * Publishes until the subscription's mailbox has no room, each number's event once; returns how many that were. With
     * order by key, until one more than its capacity was published or the first was refused.
     */
    public int fill(String subscription, IntFunction<? extends DomainEvent> events) {
        SubscriptionView view = subscription(subscription);
        long room = view.queueCapacity() - view.queued();
        int published = 0;
        boolean taken = true;
        while (taken && published < room) {
            Receipt receipt = publish(events.apply(published), PublishOptions.DEFAULT.withDeadline(Duration.ZERO));
            taken = receipt.refused().stream()
                    .noneMatch(refusal -> refusal.subscription().equals(subscription));
            published++;
        }
        return published;
    }

    // ---- what has become of it

    /** @throws AssertionError if there is no such subscription */
    public SubscriptionView subscription(String name) {
        return view().subscriptions().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no subscription '" + name + "' among "
                        + view().subscriptions().stream()
                                .map(SubscriptionView::name)
                                .toList()));
    }

    /** The dead letters of one subscription, oldest first. */
    public List<DeadLetter> deadLetters(String subscription) {
        return deadLetters().list().stream()
                .filter(letter -> letter.subscription().equals(subscription))
                .toList();
    }

    /** @throws AssertionError unless offered = delivered + filtered + parked + dropped + queued, in all and for each */
    public void assertBalanced() {
        EventBusStats all = view().stats();
        check(
                "the bus",
                all.offered(),
                all.delivered(),
                all.filtered(),
                all.parked(),
                all.totalDropped(),
                all.queued());
        for (SubscriptionView s : view().subscriptions()) {
            long dropped =
                    s.dropped().values().stream().mapToLong(Long::longValue).sum();
            check(s.name(), s.offered(), s.delivered(), s.filtered(), s.parked(), dropped, s.queued());
        }
    }

    private static void check(
            String who, long offered, long delivered, long filtered, long parked, long dropped, long queued) {
        if (offered != delivered + filtered + parked + dropped + queued) {
            throw new AssertionError(who + ": offered " + offered + " is not delivered " + delivered + " + filtered "
                    + filtered + " + parked " + parked + " + dropped " + dropped + " + queued " + queued);
        }
    }

    /** Stops the bus; what is still queued is dropped and counted. */
    @Override
    public void close() {
        driven.close();
    }
}
