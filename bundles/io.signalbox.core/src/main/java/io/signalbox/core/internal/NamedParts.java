package io.signalbox.core.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services of one kind by the name under which subscriptions ask for them; of several the highest ranking counts. */
final class NamedParts<T> {
    private record Entry<T>(T part, int ranking, long order) {}

    private final Map<String, List<Entry<T>>> parts = new HashMap<>(); // guarded by this
    private long added; // guarded by this

    synchronized void add(String name, T part, int ranking) {
        List<Entry<T>> list = parts.computeIfAbsent(name, n -> new ArrayList<>());
        list.add(new Entry<>(part, ranking, added++));
        list.sort(Comparator.comparingInt((Entry<T> e) -> e.ranking).reversed().thenComparingLong(e -> e.order));
    }

    synchronized void remove(String name, T part) {
        List<Entry<T>> list = parts.get(name);
        if (list != null && list.removeIf(entry -> entry.part == part) && list.isEmpty()) {
            parts.remove(name);
        }
    }

    synchronized Optional<T> find(String name) {
        List<Entry<T>> list = parts.get(name);
        return list == null ? Optional.empty() : Optional.of(list.get(0).part);
    }
}
