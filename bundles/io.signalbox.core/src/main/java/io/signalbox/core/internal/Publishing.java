package io.signalbox.core.internal;

import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.Durability;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The first steps of an event's path, on its publisher's thread: what it takes over from the event that is being handled
 * there, its route, its version. Safe for any thread.
 */
final class Publishing {
    private final LockFreeSubscriptionRegistry registry;
    private final ThreadSlots slots;
    private final ShardedEventDispatcher dispatcher;
    private final Requests requests;
    private final VersionChains versions;
    private final BusParts parts;
    private volatile boolean open;

    Publishing(
            LockFreeSubscriptionRegistry registry,
            ThreadSlots slots,
            ShardedEventDispatcher dispatcher,
            Requests requests,
            VersionChains versions,
            BusParts parts) {
        this.versions = versions;
        this.parts = parts;
        this.requests = requests;
        this.registry = registry;
        this.slots = slots;
        this.dispatcher = dispatcher;
    }

    /** Whether events are accepted. */
    boolean isOpen() {
        return open;
    }

    void setOpen(boolean accepting) {
        open = accepting;
    }

    Receipt publish(DomainEvent event) {
        if (!open) {
            throw stopped(event.eventType());
        }
        Route route = registry.route(event.eventType());
        ThreadSlot slot = slots.current();
        Object handled = slot.delivering();
        return publish(slot, route, event, handled == null ? event : caused(handled, event), null);
    }

    Receipt publish(DomainEvent event, PublishOptions options, PublicationTracker tracker) {
        if (options.durability() != Durability.MEMORY) {
            throw new UnsupportedOperationException(
                    "durability " + options.durability() + " needs an event store, and none is registered");
        }
        if (!open) {
            throw stopped(event.eventType());
        }
        ThreadSlot slot = slots.current();
        Map<String, String> headers = CarriedContext.headers(slot.delivering(), options.headers());
        Object item = Envelope.of(event, headers, options.priority().orElse(null), tracker);
        Duration deadline = options.deadline().orElse(null);
        return publish(slot, registry.route(event.eventType()), event, item, deadline);
    }

    CompletionStage<Receipt> publishAsync(DomainEvent event) {
        CompletionTracker tracker = new CompletionTracker();
        publishTracked(event, PublishOptions.DEFAULT, tracker);
        return tracker.stage();
    }

    CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit) {
        Request request = requests.open(event.eventType(), limit);
        publishTracked(event, options, request);
        return request.stage();
    }

    private void publishTracked(DomainEvent event, PublishOptions options, PublicationTracker tracker) {
        try {
            tracker.published(publish(event, options, tracker));
        } catch (RuntimeException e) {
            tracker.failed(e);
        }
    }

    private static Object caused(Object handled, DomainEvent event) {
        return Envelope.of(event, CarriedContext.headers(handled, Map.of()), null, null);
    }

    private Receipt publish(ThreadSlot slot, Route route, DomainEvent event, Object item, Duration deadline) {
        VersionChain chain = route.chain();
        return chain == null || event.version() == chain.latest()
                ? dispatcher.dispatch(slot, route, event, item, deadline)
                : publishVersioned(slot, route, event, item, deadline);
    }

    private Receipt publishVersioned(ThreadSlot slot, Route route, DomainEvent event, Object item, Duration deadline) {
        VersionFit fit = awaitFit(slot, route, event, deadline);
        Object lifted = fit.event() == event ? item : Envelope.withEvent(item, fit.event());
        return fit.misfit() == null
                ? dispatcher.dispatch(slot, route, fit.event(), lifted, deadline)
                : dispatcher.dispatch(slot, route, lifted, deadline, fit);
    }

    /**
     * The event in its latest version. A migrator that is being swapped is waited for, unless its swap may be waiting for
     * this very thread.
     */
    private VersionFit awaitFit(ThreadSlot slot, Route route, DomainEvent event, Duration deadline) {
        VersionFit fit = fit(slot, route, event);
        boolean inside = (slot.pass() & 1) == 1;
        if (fit.awaited() == null || inside) {
            return fit;
        }
        Duration grace = parts.config().get().swapGrace();
        Duration limit = deadline == null || deadline.compareTo(grace) > 0 ? grace : deadline;
        long end = System.nanoTime() + limit.toNanos();
        while (fit.awaited() != null && versions.awaitChange(route.eventType, fit.awaited(), end - System.nanoTime())) {
            route.refreshChain(versions);
            fit = fit(slot, route, event);
        }
        return fit;
    }

    private static VersionFit fit(ThreadSlot slot, Route route, DomainEvent event) {
        boolean outermost = slot.enter();
        try {
            return VersionFit.of(event, route.chain()); // read again: whoever changes it waits for those who are inside
        } finally {
            slot.exit(outermost);
        }
    }

    /** The event in the version in which it would be delivered if it were published now. */
    VersionFit fit(DomainEvent event) {
        return fit(slots.current(), registry.route(event.eventType()), event);
    }

    private static BusStoppedException stopped(String eventType) {
        return new BusStoppedException("the bus is stopped, so " + eventType + " was not published");
    }

    EventPublisher publisher(String eventType) {
        return new RoutePublisher(eventType);
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
            Object handled = last.slot.delivering();
            return Publishing.this.publish(
                    last.slot, kept, event, handled == null ? event : caused(handled, event), null);
        }
    }
}
