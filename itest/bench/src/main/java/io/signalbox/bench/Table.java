package io.signalbox.bench;

import io.signalbox.bench.candidate.Candidates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Candidates that are compared with each other and with a floor.
 *
 * @param title what is measured, and in which unit
 * @param floor the candidate that the others' figures are divided by
 * @param candidates all of them, the floor first
 * @param measures the columns
 */
record Table(String title, String floor, List<String> candidates, List<Measure> measures) {

    /** Every target of the core. */
    static List<Table> all() {
        return List.of(
                syncPublish(),
                manyTypes(),
                churn(),
                asyncEndToEnd(),
                fanOut(),
                latency(),
                swapPause(),
                batchAgainstAsync(),
                adaptiveShapes(),
                filters(),
                filterMatch());
    }

    static Table syncPublish() {
        return of(
                "Sync publish to 1, 8 and 64 subscribers, 1,000 other types registered, ns/op",
                List.of("loop", "cow-map", "guava", "mbassador", "felix-nt"),
                Candidates.subjects(true),
                Stream.of("1", "8", "64").map(n -> publish("to " + n, n, "1000")));
    }

    private static Table manyTypes() {
        return of(
                "Sync publish to 1 subscriber by the number of other types, ns/op",
                List.of("cow-map"),
                Candidates.subjects(true),
                Stream.of("10", "100000").map(n -> publish(n + " other types", "1", n)));
    }

    private static Measure publish(String title, String subscribers, String otherTypes) {
        return new JmhMeasure(
                title,
                "SyncPublish.publish",
                Map.of("subscribers", subscribers, "otherTypes", otherTypes),
                List.of(JmhMeasure.SCORE, JmhMeasure.BYTES));
    }

    private static Table churn() {
        return of(
                "Subscribing and unsubscribing while another thread publishes, per second",
                List.of("cow-map", "guava", "mbassador", "felix-nt"),
                Stream.of(new JmhMeasure(
                        "1 thread each",
                        "Churn.churn",
                        Map.of(),
                        List.of("subscribeAndUnsubscribe", "publishMeanwhile"))));
    }

    private static Table asyncEndToEnd() {
        return of(
                "Async, end to end, one subscription, events/s",
                List.of("mpsc-park", "mpsc-spin", "disruptor", "submission", "guava-async", "felix-post"),
                Stream.of(
                        endToEnd("1 producer", "oneProducer", "1", "1"),
                        endToEnd("2 producers", "twoProducers", "1", "1")));
    }

    private static Table fanOut() {
        return of(
                "Async, each event to 8 subscriptions on 2 workers, events/s",
                List.of("mpsc-park", "mpsc-spin"),
                Stream.of(endToEnd("1 producer", "oneProducer", "8", "2")));
    }

    private static Measure endToEnd(String title, String method, String subscriptions, String workers) {
        return new JmhMeasure(
                title,
                "AsyncEndToEnd." + method,
                Map.of("subscriptions", subscriptions, "workers", workers),
                List.of(JmhMeasure.SCORE, JmhMeasure.BYTES));
    }

    private static Table latency() {
        return of(
                "Latency at 100,000 events/s, from the time an event was due, µs",
                List.of("mpsc-park", "disruptor", "guava-async", "felix-post"),
                Stream.of(new PacedMeasure("handled after", Latency.class)));
    }

    private static Table swapPause() {
        return of(
                "Publishers at 1,000,000 events/s while the processor is replaced every 100 ms, µs",
                List.of(),
                Stream.of(new PacedMeasure("published after", SwapPause.class)));
    }

    private static Table batchAgainstAsync() {
        return new Table(
                "Batches of 64 against ASYNC, one subscription, one worker, events/s",
                "async",
                List.of("async", "batch"),
                List.of(
                        batch("no work", "0", "0"),
                        batch("0.2 µs a call, 20 ns an event", "200", "20"),
                        batch("1 µs a call, 20 ns an event", "1000", "20")));
    }

    private static Measure batch(String title, String callNanos, String eventNanos) {
        return new JmhMeasure(
                title,
                "BatchAgainstAsync.oneProducer",
                Map.of("callNanos", callNanos, "eventNanos", eventNanos),
                List.of(JmhMeasure.SCORE, JmhMeasure.BYTES));
    }

    private static Table adaptiveShapes() {
        return new Table(
                "Time from published to handled and time that publish took, by shape of load, µs",
                "adaptive",
                List.of("adaptive", "sync", "async", "batch"),
                Stream.of(AdaptiveShapes.Shape.values())
                        .<Measure>map(ShapeMeasure::new)
                        .toList());
    }

    private static Table filters() {
        return new Table(
                "Sync publish to 64 subscribers with filters of which one matches, ns/op",
                "loop",
                List.of("loop", "requires", "opaque"),
                List.of(new JmhMeasure(
                        "publish", "Filters.publish", Map.of(), List.of(JmhMeasure.SCORE, JmhMeasure.BYTES))));
    }

    private static Table filterMatch() {
        return of(
                "One filter asked about one event with four properties, two of them looked at, ns/op",
                FilterMatch.CANDIDATES,
                List.of(),
                Stream.of(new JmhMeasure(
                        "asked", "FilterMatch.matches", Map.of(), List.of(JmhMeasure.SCORE, JmhMeasure.BYTES))));
    }

    private static Table of(String title, List<String> floorsAndPeers, Stream<Measure> measures) {
        return of(title, floorsAndPeers, Candidates.subjects(false), measures);
    }

    private static Table of(
            String title, List<String> floorsAndPeers, List<String> subjects, Stream<Measure> measures) {
        List<String> candidates =
                Stream.concat(floorsAndPeers.stream(), subjects.stream()).toList();
        return new Table(title, candidates.isEmpty() ? "" : candidates.get(0), candidates, measures.toList());
    }
}
