package io.signalbox.core.internal;

import io.signalbox.api.DeadLetters;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.EventVersions;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.view.BusView;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The door of the test kit into the core: a real bus with a clock, processors and threads that stand still until they
 * are told. Public for {@code io.signalbox.testing} alone; this package is closed in a container.
 */
public final class DrivenBus implements AutoCloseable {
    private final VirtualClock clock = new VirtualClock();
    private final Queue<Runnable> backlog = new ConcurrentLinkedQueue<>();
    private final Map<ProcessingMode, HandProcessor> hands = new EnumMap<>(ProcessingMode.class);
    private final EventBusCore core;
    private final HandlerSeats seats;
    private long arrivals;

    public DrivenBus(EventBusConfig config) {
        core = new EventBusCore(config, clock, new BusThreads(backlog::add, Runnable::run, () -> {}));
        seats = new HandlerSeats(core.desk(), core.parts());
        for (ProcessingMode mode : ProcessingMode.values()) {
            swapProcessor(mode);
        }
        core.start();
    }

    public UnifiedEventBus bus() {
        return core;
    }

    public BusView view() {
        return core;
    }

    public DeadLetters deadLetters() {
        return core;
    }

    public EventVersions versions() {
        return core.versions();
    }

    public void reconfigure(EventBusConfig next) {
        core.reconfigure(next);
    }

    // ---- time and work

    public long nanos() {
        return clock.nanos();
    }

    public void advance(long nanos) {
        clock.advance(nanos);
    }

    public long untilNext() {
        return clock.untilNext();
    }

    /** Delivers up to {@code limit} events that are due now; returns how many. */
    public int deliver(int limit) {
        int delivered = 0;
        int some = 1;
        while (some > 0 && delivered < limit) {
            clock.advance(0);
            some = 0;
            for (HandProcessor hand : hands.values()) {
                some += hand.turn(limit - delivered - some);
            }
            some += serveBacklog(limit - delivered - some);
            delivered += some;
        }
        return delivered;
    }

    /** What SYNC subscriptions are behind with is served whole. */
    private int serveBacklog(int limit) {
        long before = core.stats().queued();
        if (limit <= 0) {
            return 0;
        }
        for (Runnable work : new ArrayDeque<>(backlog)) {
            backlog.remove(work);
            work.run();
        }
        return (int) Math.max(0, before - core.stats().queued());
    }

    // ---- parts

    /** Lets a new processor of the mode serve, then ends the old one. */
    public void swapProcessor(ProcessingMode mode) {
        HandProcessor next = new HandProcessor(mode);
        core.addProcessor(next, 0, "test kit");
        HandProcessor old = hands.put(mode, next);
        if (old != null) {
            core.removeProcessor(old);
        }
    }

    public void removeProcessor(ProcessingMode mode) {
        HandProcessor old = hands.remove(mode);
        if (old != null) {
            core.removeProcessor(old);
        }
    }

    public void addProcessor(EventProcessor processor, int ranking) {
        core.addProcessor(processor, ranking, processor.getClass().getName());
    }

    public void removeProcessor(EventProcessor processor) {
        core.removeProcessor(processor);
    }

    public void addFilter(String name, EventFilter filter) {
        core.strategies().addFilter(name, filter, 0);
    }

    public void removeFilter(String name, EventFilter filter) {
        core.strategies().removeFilter(name, filter);
    }

    public void addLanguage(FilterLanguage language) {
        core.strategies().addLanguage(language, 0);
    }

    public void addRetryPolicy(String name, RetryPolicy policy) {
        core.strategies().addRetryPolicy(name, policy, 0);
    }

    public void removeRetryPolicy(String name, RetryPolicy policy) {
        core.strategies().removeRetryPolicy(name, policy);
    }

    public void addMigrator(EventVersionMigrator migrator) {
        core.addMigrator(migrator, 0);
    }

    public void removeMigrator(EventVersionMigrator migrator) {
        core.removeMigrator(migrator);
    }

    public void store(EventStore store) {
        core.store(store);
    }

    public void removeStore() {
        core.store(null);
    }

    /** @throws IllegalArgumentException if a property does not fit */
    public void arrive(Object key, EnhancedEventHandler handler, Map<String, Object> properties) {
        HandlerProperties read = new HandlerProperties(properties);
        seats.arrive(new HandlerSeats.Candidate(key, read.patterns(), handler, read.options(), 0, arrivals++));
    }

    public void leave(Object key) {
        seats.leave(key);
    }

    @Override
    public void close() {
        core.close();
    }
}
