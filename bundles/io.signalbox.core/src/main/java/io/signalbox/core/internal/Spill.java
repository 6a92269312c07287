package io.signalbox.core.internal;

import io.signalbox.api.Durability;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.spi.EventStore;
import io.signalbox.api.spi.StoreException;
import io.signalbox.api.spi.StoredEvent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does not fit into a queue and waits in the event store, in a stream of its own. As long as anything waits there
 * every new item goes there too, so the order of each publisher is kept. The owner of the mailbox reads it back in
 * portions when the queue is empty. When the store goes away what waits in it is taken back into memory first.
 *
 * <p>Order: what a publisher has in the queue is older than what it has here, so the queue goes first. An item that went
 * into the queue before another of its publisher came here is seen in the queue by whoever takes that one out, for both
 * look under this lock.
 */
final class Spill {
    private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
    private static final int PORTION = 64;
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String stream;
    private final EventQueue queue;
    private final Supplier<EventStore> stores;
    private final LongConsumer lost;
    private final Runnable unreadable;
    private final ArrayDeque<Object> portion = new ArrayDeque<>(); // read back already; guarded by this
    private final Map<Long, Envelope> kept = new HashMap<>(); // what a store cannot keep, by sequence; guarded by this
    private EventStore store; // the one that has what waits, or null; guarded by this
    private long first; // the stream sequence that is read next; guarded by this
    private long last; // the last one written; guarded by this
    private boolean shut; // guarded by this
    private volatile boolean active; // written under this, so too the next two
    private volatile long accepted;
    private volatile long taken;

    /**
     * @param stores the event store there is now, or null
     * @param lost is told how many events a store could not give back
     * @param unreadable is told that nothing can be read just now
     */
    Spill(String stream, EventQueue queue, Supplier<EventStore> stores, LongConsumer lost, Runnable unreadable) {
        this.stream = stream;
        this.queue = queue;
        this.stores = stores;
        this.lost = lost;
        this.unreadable = unreadable;
    }

    /** Whether new items go to the store. */
    boolean active() {
        return active;
    }

    /** Takes the item into the queue, or into the store if there is no room; null if taken, else why not. */
    synchronized RefusalReason offer(Object item, long patienceNanos) {
        if (shut) {
            return RefusalReason.CLOSED;
        }
        if (!active) {
            EventQueue.Offer offer = queue.offer(item);
            if (offer != EventQueue.Offer.FULL) {
                return offer == EventQueue.Offer.ACCEPTED ? null : RefusalReason.CLOSED;
            }
        }
        // What a store left in memory is delivered before another one is begun, or swap by swap it would grow.
        boolean mayBegin = portion.size() <= PORTION;
        return store != null || mayBegin && begin() ? append(item, patienceNanos) : RefusalReason.STORE_FULL;
    }

    private boolean begin() {
        EventStore found = stores.get();
        if (found == null) {
            return false;
        }
        try {
            found.deleteStream(stream);
        } catch (StoreException | RuntimeException e) {
            LOG.warn("{}: cannot be begun", stream, e);
            return false;
        }
        store = found;
        first = 1;
        last = 0;
        return true;
    }

    private RefusalReason append(Object item, long patienceNanos) {
        try {
            StoredEvent stored = store.append(
                            stream,
                            OptionalLong.of(last + 1),
                            Envelope.event(item),
                            Envelope.headers(item),
                            Durability.MEMORY)
                    .toCompletableFuture()
                    .get(Math.max(patienceNanos, SHORTEST_NANOS), TimeUnit.NANOSECONDS);
            last = stored.streamSequence();
            if (item instanceof Envelope envelope) {
                kept.put(last, envelope);
            }
            accepted++;
            active = true;
            return null;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debug("{}: the store refused an event", stream, e);
            return RefusalReason.STORE_FULL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RefusalReason.INTERRUPTED;
        }
    }

    /** The next item that waits in the store, once the queue is empty; null if there is none. By the owner. */
    Object next() {
        return active ? read() : null;
    }

    private synchronized Object read() {
        if (!queue.isEmpty()) {
            return null;
        }
        if (portion.isEmpty() && store != null && first <= last && !readOn(PORTION)) {
            unreadable.run();
        }
        Object item = portion.poll();
        if (item != null) {
            taken++;
            endIfEmpty();
        }
        return item;
    }

    /** Reads the next events back; false if that failed. */
    private boolean readOn(long most) {
        long through = Math.min(last, first + most - 1);
        try {
            List<StoredEvent> events = store.readStream(stream, first, through);
            for (StoredEvent stored : events) {
                Envelope envelope = kept.remove(stored.streamSequence());
                portion.add(envelope != null ? envelope : Envelope.bare(stored.event(), stored.headers()));
            }
            long missing = through - first + 1 - events.size();
            first = through + 1;
            store.truncateStream(stream, through);
            if (missing > 0) {
                LOG.error("{}: the store has lost {} events", stream, missing);
                taken += missing;
                lost.accept(missing);
            }
            return true;
        } catch (StoreException | RuntimeException e) {
            LOG.warn("{}: what was spilled cannot be read now", stream, e);
            return false;
        }
    }

    /** With nothing left, items go into the queue again; the last of a portion may still be on its way to the handler. */
    private void endIfEmpty() {
        if (portion.isEmpty() && (store == null || first > last)) {
            active = false;
            store = null;
        }
    }

    /** The store is about to go: takes what waits in it into memory. The store is not called again. */
    synchronized void leave(EventStore leaving) {
        if (store == leaving) {
            if (first <= last && !readOn(Long.MAX_VALUE >> 1)) {
                long gone = last - first + 1;
                taken += gone;
                lost.accept(gone);
            }
            store = null;
            active = !portion.isEmpty();
        }
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void reopen() {
        shut = false;
    }

    /** How many items were ever put into the store. */
    long accepted() {
        return accepted;
    }

    /** How many came back, or were lost. */
    long taken() {
        return taken;
    }

    /** How many have not come back yet. */
    long waiting() {
        return accepted - taken;
    }
}
