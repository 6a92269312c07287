package io.signalbox.core.internal;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The ids of the events that one subscription has handled or is handling: a window of the latest. Safe for any thread;
 * takes a lock. Ids of deliveries that are under way, or wait for another try, are kept beyond the window, for they are
 * bounded by the mailbox.
 */
final class Deduplication {
    private final int window;
    private final Map<String, Boolean> ids = new LinkedHashMap<>(); // handled, oldest first; guarded by this
    private final Set<String> open = new HashSet<>(); // guarded by this

    Deduplication(int window) {
        this.window = window;
    }

    /** Whether an event of this id may be handled: no other is being handled, or was. An event without id always may. */
    synchronized boolean claim(String id) {
        return id.isEmpty() || !ids.containsKey(id) && open.add(id);
    }

    /** The event that claimed the id has its fate; if it was not handled another of this id may be. */
    synchronized void settled(String id, boolean wasHandled) {
        if (!open.remove(id) || !wasHandled) {
            return;
        }
        ids.put(id, Boolean.TRUE);
        if (ids.size() > window) {
            Iterator<String> oldest = ids.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
