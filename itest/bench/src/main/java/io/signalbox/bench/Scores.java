package io.signalbox.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects figures round by round and gives their medians. Not safe for several threads. */
final class Scores {

    private record Key(Measure measure, String candidate, String figure) {}

    private final Map<Key, List<Double>> values = new HashMap<>();

    void add(Measure measure, String candidate, Map<String, Double> figures) {
        figures.forEach(
                (figure, value) -> values.computeIfAbsent(new Key(measure, candidate, figure), key -> new ArrayList<>())
                        .add(value));
    }

    /** The median over all rounds. */
    double median(Measure measure, String candidate, String figure) {
        List<Double> all = values.get(new Key(measure, candidate, figure));
        if (all == null) {
            throw new IllegalStateException(measure.title() + " has no figure '" + figure + "' of " + candidate);
        }
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
