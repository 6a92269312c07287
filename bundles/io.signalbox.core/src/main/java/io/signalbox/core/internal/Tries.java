package io.signalbox.core.internal;

import io.signalbox.api.Ordering;
import io.signalbox.api.view.PendingRetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The deliveries of one mailbox that were tried and have no fate yet: they wait for another try or for the answer of a
 * handler that went on without a thread. With order by subscription one of these stops the mailbox; with order by key
 * it stops its key, and the others go on; without order it stops nothing.
 *
 * <p>By the thread that owns the mailbox; {@link #due(Line)} by any. Never more items than the mailbox's capacity and
 * one batch: then the mailbox stops until one has its fate.
 */
final class Tries {
    private static final Object ALL = new Object();

    private final Ordering ordering;
    private final IntSupplier most;
    private volatile Map<Object, Line> lines = Map.of(); // made with the first line; read by others for pictures
    private volatile Queue<Line> due; // made with the first line; a line is in it once at most
    private int items;
    private volatile boolean some; // whether there is any line; written by the owner
    private volatile boolean blocked;

    Tries(Ordering ordering, IntSupplier most) {
        this.ordering = ordering;
        this.most = most;
    }

    /** Whether any delivery waits here. */
    boolean some() {
        return some;
    }

    /** Whether no new delivery may begin. */
    boolean blocked() {
        return blocked;
    }

    /** Whether one of them can go on. */
    boolean anyDue() {
        return some && !due.isEmpty();
    }

    private Object keyOf(Object item) {
        return switch (ordering) {
            case SUBSCRIPTION -> ALL;
            case KEY -> HandlerGuard.key(Envelope.event(item));
            case NONE -> new Object();
        };
    }

    /** Lets {@code item} wait behind one that it must not overtake; false if there is none. */
    boolean follows(Object item) {
        if (!some || ordering == Ordering.NONE) {
            return false;
        }
        Line line = lines.get(keyOf(item));
        if (line == null) {
            return false;
        }
        line.follow(item);
        count(1);
        return true;
    }

    /** A line that begins with {@code item}, which nothing waits for yet. */
    Line open(Object item) {
        if (due == null) {
            due = new ConcurrentLinkedQueue<>();
            lines = new ConcurrentHashMap<>();
        }
        Line line = new Line(keyOf(item), item);
        lines.put(line.key, line);
        count(1);
        return line;
    }

    /** The line's item has its fate; the next one is due at once, or the line ends. */
    boolean advance(Line line) {
        boolean goesOn = line.advance();
        if (!goesOn) {
            lines.remove(line.key);
        }
        count(-1);
        return goesOn;
    }

    private void count(int more) {
        items += more;
        boolean any = !lines.isEmpty();
        if (any != some) {
            some = any;
        }
        boolean stop = any && (ordering == Ordering.SUBSCRIPTION || items >= most.getAsInt());
        if (stop != blocked) {
            blocked = stop;
        }
    }

    /** The line can go on; by any thread. */
    void due(Line line) {
        due.add(line);
    }

    /** A line that can go on, or null. */
    Line takeDue() {
        Line line = due.poll();
        while (line != null && line.item() == null) {
            line = due.poll(); // it was emptied meanwhile
        }
        return line;
    }

    /** Takes everything out; what becomes due later finds nothing. */
    int empty(Consumer<Object> fate) {
        if (due == null) {
            return 0;
        }
        int emptied = 0;
        for (Line line : lines.values()) {
            boolean more = true;
            while (more) {
                fate.accept(line.item());
                emptied++;
                more = line.advance();
            }
        }
        lines.clear();
        due.clear();
        items = 0;
        some = false;
        blocked = false;
        return emptied;
    }

    /** What waits for another try; for any thread. */
    Collection<PendingRetry> pictures(int limit) {
        List<PendingRetry> pictures = new ArrayList<>();
        for (Line line : lines.values()) {
            PendingRetry pending = line.pending();
            if (pending != null && pictures.size() < limit) {
                pictures.add(pending);
            }
        }
        return pictures;
    }
}
