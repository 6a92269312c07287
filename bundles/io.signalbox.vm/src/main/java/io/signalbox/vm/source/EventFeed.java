package io.signalbox.vm.source;

import io.signalbox.api.UnifiedEventBus;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.host.VmRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/*
 * The path of one event
 * ---------------------
 * 1. offer() numbers it, whether there is room for it or not, and puts it into the queue. The reader never waits.
 * 2. No room: it is only counted, and so are all that follow until an eighth of the queue is free again. Then, or when
 *    the queue has run empty, one Gap takes their place; its number is that of the last of them.
 * 3. The feed's own thread takes the oldest and publishes it. The bus may make that thread wait, nobody else.
 */
/**
 * Carries the events of one VM from the thread that reads them to the bus, numbered, in order, through a bounded queue
 * that tells its losses. Safe for any thread.
 *
 * <p>The numbers of one incarnation run from 1 without a hole: an event is followed by the next number, or by a
 * {@link Source.Gap} that carries the last number lost and how many were.
 */
public final class EventFeed implements AutoCloseable {
    /** Room behind the capacity for what a source reports of itself, in events. */
    private static final int RESERVE = 1_024;

    /** How long the thread waits for a next event before it ends; the next event then starts another. */
    private static final long IDLE_MILLIS = 10_000;

    private final Outlet outlet;
    private final Duration closeLimit;
    private final String threadName;
    private final ArrayDeque<HostEvent> queue = new ArrayDeque<>(); // guarded by this, as all below
    private Thread publisher; // null while there is nothing to do
    private VmRef vm;
    private int capacity;
    private long seq;
    private long pending;
    private boolean closing;
    private long offered;
    private long dropped;
    private long gaps;

    /**
     * A feed of nothing yet.
     *
     * @param vm whose events come first
     * @param threadName what to call the publishing thread, a daemon that is there while there is something to publish
     * @param capacity how many events may wait, 16 or more
     * @param closeLimit how long {@link #close()} waits for what is queued
     * @param failures is told the first of a row of failed publishes, on the publishing thread
     */
    public EventFeed(
            UnifiedEventBus bus,
            VmRef vm,
            String threadName,
            int capacity,
            Duration closeLimit,
            Consumer<RuntimeException> failures) {
        outlet = new Outlet(Objects.requireNonNull(bus, "bus"), Objects.requireNonNull(failures, "failures"));
        this.vm = Objects.requireNonNull(vm, "vm");
        this.closeLimit = Objects.requireNonNull(closeLimit, "closeLimit");
        this.threadName = Objects.requireNonNull(threadName, "threadName");
        setCapacity(capacity);
    }

    /** @throws IllegalArgumentException if it is less than 16 events */
    public synchronized void setCapacity(int events) {
        if (events < 16) {
            throw new IllegalArgumentException("capacity must be 16 or more events, was " + events);
        }
        capacity = events;
    }

    /** Whose events come now; a new incarnation is numbered from 1. A gap that still stands open is the old one's. */
    public synchronized void begin(VmRef next) {
        if (next.equals(vm)) {
            return;
        }
        if (pending > 0 && queue.size() < capacity + RESERVE) {
            queue.add(takeGap());
        }
        if (next.incarnation() != vm.incarnation() || !next.uuid().equals(vm.uuid())) {
            seq = 0;
        }
        vm = next;
    }

    /** Numbers and queues an event, or counts it as lost if there is no room. Never waits. */
    public synchronized void offer(Draft draft) {
        boolean full = pending > 0 ? queue.size() > capacity - Math.max(2, capacity / 8) : queue.size() >= capacity;
        add(draft, full);
    }

    /** As {@link #offer}, with room kept back: for the few events by which a source tells how it stands. */
    public synchronized void report(Draft draft) {
        add(draft, queue.size() + 2 > capacity + RESERVE);
    }

    /** Whether nothing waits to be published. */
    public synchronized boolean idle() {
        return publisher == null && queue.isEmpty();
    }

    /** What became of the events so far. */
    public synchronized FeedCounts counts() {
        return new FeedCounts(
                offered, outlet.published(), outlet.refused(), outlet.failed(), dropped, gaps, queue.size());
    }

    /** Takes nothing more, publishes what is queued up to the limit, ends the thread. What is left is dropped. */
    @Override
    public void close() {
        closeAll(List.of(this), closeLimit);
    }

    /** Closes many as {@link #close()} does one, at the same time, within one limit. */
    public static void closeAll(Collection<EventFeed> feeds, Duration limit) {
        feeds.forEach(EventFeed::stopTaking);
        joinAll(feeds, limit);
        feeds.forEach(EventFeed::interrupt);
        joinAll(feeds, Duration.ofSeconds(1));
        feeds.forEach(EventFeed::dropRest);
    }

    private synchronized void stopTaking() {
        closing = true;
        notifyAll();
    }

    private synchronized void interrupt() {
        if (publisher != null) {
            publisher.interrupt();
        }
    }

    private synchronized void dropRest() {
        dropped += queue.size();
        queue.clear();
    }

    private void add(Draft draft, boolean full) {
        offered++;
        seq++;
        if (full || closing) {
            dropped++;
            pending += closing ? 0 : 1;
            return;
        }
        if (pending > 0) {
            seq--;
            queue.add(takeGap());
            seq++;
        }
        queue.add(draft.numbered(vm, seq));
        wake();
    }

    private void wake() {
        if (publisher == null) {
            publisher = new Thread(this::publishAll, threadName);
            publisher.setDaemon(true);
            publisher.start();
        }
        notifyAll();
    }

    private HostEvent takeGap() {
        long lost = pending;
        pending = 0;
        gaps++;
        return Draft.own(Instant.now(), head -> new Source.Gap(head, lost, threadName))
                .numbered(vm, seq);
    }

    private void publishAll() {
        try {
            for (HostEvent next = take(); next != null; next = take()) {
                outlet.publish(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() lost patience
        }
    }

    private synchronized HostEvent take() throws InterruptedException {
        long idleSince = System.nanoTime();
        long idleMillis = 0;
        while (queue.isEmpty() && pending == 0 && !closing && idleMillis < IDLE_MILLIS) {
            wait(IDLE_MILLIS - idleMillis);
            idleMillis = Duration.ofNanos(System.nanoTime() - idleSince).toMillis();
        }
        if (queue.isEmpty() && pending > 0) {
            return takeGap();
        }
        HostEvent next = queue.poll();
        if (next == null) {
            publisher = null;
        }
        return next;
    }

    private static void joinAll(Collection<EventFeed> feeds, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (EventFeed feed : feeds) {
            feed.join(end);
        }
    }

    private void join(long endNanos) {
        Thread last = thread();
        try {
            if (last != null) {
                last.join(Math.max(
                        1, Duration.ofNanos(endNanos - System.nanoTime()).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Thread thread() {
        return publisher;
    }
}
