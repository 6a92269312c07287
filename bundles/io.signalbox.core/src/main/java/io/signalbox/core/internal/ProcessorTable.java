package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.ProcessorMissingException;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.view.ProcessorView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processor serves which mode, and how one takes over from another: every mailbox of the mode gets another
 * attachment, so the old one stops delivering between two events and the new one goes on with the next. A mailbox
 * whose mode nobody serves just keeps what comes.
 */
final class ProcessorTable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorTable.class);
    private static final Comparator<Entry> BEST =
            Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::order);

    private static final Map<ProcessingMode, String> MISSING = new EnumMap<>(ProcessingMode.class);

    static {
        for (ProcessingMode mode : ProcessingMode.values()) {
            MISSING.put(mode, "no " + mode + " processor serves it");
        }
    }

    private record Entry(EventProcessor processor, ProcessingMode mode, String name, int ranking, long order) {}

    private final BusParts parts;
    private final EventProcessor backlog;
    private final EventProcessor caller;
    private final Supplier<Collection<Subscription>> subscriptions;
    private final Map<ProcessingMode, List<Entry>> entries = new EnumMap<>(ProcessingMode.class); // guarded by this
    private long added; // guarded by this
    private volatile SyncService sync;

    /** @param backlog serves the mailboxes of SYNC subscriptions, which hold something only while these cannot be called */
    ProcessorTable(BusParts parts, EventProcessor backlog, Supplier<Collection<Subscription>> subscriptions) {
        this.parts = parts;
        this.backlog = backlog;
        caller = new CallerProcessor(backlog);
        this.subscriptions = subscriptions;
        for (ProcessingMode mode : ProcessingMode.values()) {
            entries.put(mode, new ArrayList<>());
        }
    }

    void add(EventProcessor processor, int ranking, String name) {
        ProcessingMode mode = processor.mode();
        change(mode, list -> list.add(new Entry(processor, mode, name, ranking, added++)));
    }

    /** When this returns the processor is not called again, unless the limit ran out. */
    void remove(EventProcessor processor) {
        for (ProcessingMode mode : ProcessingMode.values()) {
            change(mode, list -> list.removeIf(entry -> entry.processor == processor));
        }
    }

    private interface Change {
        void apply(List<Entry> list);
    }

    private void change(ProcessingMode mode, Change change) {
        boolean syncChanged = false;
        synchronized (this) {
            List<Entry> list = entries.get(mode);
            EventProcessor before = serving(mode);
            change.apply(list);
            list.sort(BEST);
            EventProcessor after = serving(mode);
            if (before != after) {
                LOG.info("{} is served by {}", mode, list.isEmpty() ? "nobody" : list.get(0).name);
                if (mode == ProcessingMode.SYNC) {
                    sync = after == null ? null : new SyncService(after, after.immediate());
                    syncChanged = true;
                    notifyAll();
                } else {
                    for (Subscription subscription : subscriptions.get()) {
                        if (subscription.mode() == mode || subscription.mode() == ProcessingMode.ADAPTIVE) {
                            attach(subscription);
                        }
                    }
                }
            }
        }
        if (syncChanged && !parts.slots().awaitPasses(parts.quiesceNanos())) {
            LOG.warn("a SYNC handler is still running in a publish that began before the processor was swapped");
        }
    }

    private EventProcessor serving(ProcessingMode mode) {
        List<Entry> list = entries.get(mode);
        return list.isEmpty() ? null : list.get(0).processor;
    }

    /** Gives the subscription's mailboxes into the hands that serve its mode now; into none if it has ended. */
    synchronized void attach(Subscription subscription) {
        boolean adaptive = subscription.mode() == ProcessingMode.ADAPTIVE && !subscription.closed();
        EventProcessor chooser = adaptive ? serving(ProcessingMode.ADAPTIVE) : null;
        for (MailboxShard shard : subscription.shards()) {
            letChoose(shard, chooser);
            attach(shard);
        }
        holdForMissing(subscription);
    }

    /** Does the same for one that nobody knows yet, and makes it known by {@code enter}, so that it misses no swap. */
    synchronized void attachNew(Subscription subscription, Runnable enter) {
        attach(subscription);
        enter.run();
    }

    /** Lets {@code chooser} choose from now on who serves the mailbox; null for nobody. */
    private void letChoose(MailboxShard shard, EventProcessor chooser) {
        ChosenQueue old = shard.chosen();
        if (old != null && old.chooser() == chooser) {
            return;
        }
        if (old != null) {
            old.detach();
            call(old, "detach", () -> old.chooser().detach(old));
        }
        ChosenQueue next = chooser == null ? null : new ChosenQueue(shard, chooser, this::chosen);
        shard.choose(next);
        if (next != null) {
            call(next, "attach", () -> chooser.attach(next));
        }
    }

    private static void call(ChosenQueue queue, String what, Runnable guest) {
        try {
            guest.run();
        } catch (Throwable thrown) {
            LOG.error(
                    "{}: {} failed in {}",
                    queue.subscription(),
                    queue.chooser().getClass().getName(),
                    what,
                    thrown);
        }
    }

    private synchronized void chosen(ChosenQueue queue) {
        if (queue.attached() && !queue.shard.subscription.closed()) {
            attach(queue.shard);
            holdForMissing(queue.shard.subscription);
        }
    }

    private void attach(MailboxShard shard) {
        EventProcessor processor = shard.subscription.closed() ? null : servingFor(shard);
        Attachment next = processor == null ? null : new Attachment(shard, processor, parts.slots());
        Attachment old = shard.attach(next);
        if (old != null) {
            old.detached(parts.quiesceNanos());
        }
        if (next != null) {
            next.attach();
        }
    }

    private static boolean allServed(Subscription subscription) {
        for (MailboxShard shard : subscription.shards()) {
            if (shard.attachment() == null) {
                return false;
            }
        }
        return true;
    }

    private EventProcessor servingFor(MailboxShard shard) {
        ProcessingMode mode = shard.subscription.mode();
        ChosenQueue chosen = shard.chosen();
        if (chosen != null) {
            return chosen.mode() == ProcessingMode.SYNC ? caller : serving(chosen.mode());
        }
        return mode == ProcessingMode.SYNC ? backlog : serving(mode);
    }

    private void holdForMissing(Subscription subscription) {
        if (subscription.closed() || allServed(subscription) && !subscription.held()) {
            return;
        }
        Set<ProcessingMode> missing = EnumSet.noneOf(ProcessingMode.class);
        for (MailboxShard shard : subscription.shards()) {
            if (shard.attachment() == null) {
                ChosenQueue chosen = shard.chosen();
                missing.add(chosen == null ? subscription.mode() : chosen.mode());
            }
        }
        MISSING.forEach((mode, reason) -> {
            if (missing.contains(mode)) {
                subscription.hold(reason);
            } else {
                subscription.unhold(reason);
            }
        });
    }

    /** Who serves SYNC now, or null. */
    SyncService sync() {
        return sync;
    }

    /** Waits for a SYNC processor. Must not be called inside a pass, for a swap waits for those. */
    synchronized void awaitSync(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        while (sync == null) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new ProcessorMissingException(ProcessingMode.SYNC, grace);
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProcessorMissingException(ProcessingMode.SYNC, grace);
            }
        }
    }

    /** Whether somebody serves the mode. */
    synchronized boolean serves(ProcessingMode mode) {
        return serving(mode) != null;
    }

    synchronized List<ProcessorView> views() {
        List<ProcessorView> views = new ArrayList<>();
        for (List<Entry> list : entries.values()) {
            for (Entry entry : list) {
                boolean first = entry == list.get(0);
                views.add(new ProcessorView(entry.mode, entry.name, entry.ranking, first, first ? queues(entry) : 0));
            }
        }
        views.sort(Comparator.comparing(ProcessorView::serving).reversed());
        return views;
    }

    private int queues(Entry entry) {
        int queues = 0;
        for (Subscription subscription : subscriptions.get()) {
            for (MailboxShard shard : subscription.shards()) {
                queues += serves(entry, shard) ? 1 : 0;
            }
        }
        return queues;
    }

    private static boolean serves(Entry entry, MailboxShard shard) {
        if (entry.mode == ProcessingMode.SYNC) {
            return shard.subscription.mode() == ProcessingMode.SYNC;
        }
        Attachment attachment = shard.attachment();
        ChosenQueue chosen = shard.chosen();
        return attachment != null && attachment.processor() == entry.processor
                || chosen != null && chosen.chooser() == entry.processor;
    }
}
