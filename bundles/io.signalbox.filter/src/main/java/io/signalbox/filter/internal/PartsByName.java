package io.signalbox.filter.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services of one kind by name; of several the highest ranking counts, of equal ones the first. Not safe for several threads. */
final class PartsByName<T> {
    private record Entry<T>(T part, int ranking) {}

    private final Map<String, List<Entry<T>>> parts = new HashMap<>();

    void add(String name, T part, int ranking) {
        List<Entry<T>> list = parts.computeIfAbsent(name, n -> new ArrayList<>());
        int place = 0;
        while (place < list.size() && list.get(place).ranking >= ranking) {
            place++;
        }
        list.add(place, new Entry<>(part, ranking));
    }

    void remove(String name, T part) {
        List<Entry<T>> list = parts.get(name);
        if (list != null && list.removeIf(entry -> entry.part == part) && list.isEmpty()) {
            parts.remove(name);
        }
    }

    Optional<T> find(String name) {
        List<Entry<T>> list = parts.get(name);
        return list == null ? Optional.empty() : Optional.of(list.get(0).part);
    }
}
