package io.signalbox.shell.internal;

import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventPattern;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.FilterCacheView;
import io.signalbox.api.view.PendingRetry;
import io.signalbox.api.view.ProcessorView;
import io.signalbox.api.view.SubscriptionView;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The whole bus on a page of text. */
final class StatsText {
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_CAUSE = 100;

    private StatsText() {}

    /** @param caches the counters of the filter caches that there are */
    static String of(BusView view, List<FilterCacheView> caches) {
        List<String> lines = new ArrayList<>();
        List<SubscriptionView> subscriptions = view.subscriptions();
        counters(view.stats(), lines);
        caches.forEach(cache -> lines.add(filterCache(cache)));
        subscriptions(subscriptions, lines);
        retries(subscriptions, lines);
        processors(view.processors(), lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void counters(EventBusStats stats, List<String> lines) {
        lines.add("bus " + (stats.running() ? "running" : "stopped") + ": " + stats.published() + " published, "
                + stats.subscriptions() + " subscriptions, " + stats.quarantined() + " in quarantine, "
                + stats.holding() + " holding");
        lines.add("offered " + stats.offered() + " = delivered " + stats.delivered() + " + filtered "
                + stats.filtered() + " + parked " + stats.parked() + " + dropped " + stats.totalDropped() + " + queued "
                + stats.queued() + "; failed tries " + stats.failed() + ", retried " + stats.retried());
        if (!stats.dropped().isEmpty()) {
            lines.add("dropped: " + reasons(stats.dropped()));
        }
    }

    private static String filterCache(FilterCacheView cache) {
        long hits = cache.hits();
        long asked = hits + cache.misses();
        String rate = asked == 0 ? "never asked" : 1_000 * hits / asked / 10.0 + " % hits of " + asked;
        return "filter cache: " + rate + ", " + cache.size() + "/" + cache.capacity() + " answers";
    }

    private static void retries(List<SubscriptionView> subscriptions, List<String> lines) {
        if (subscriptions.stream().allMatch(s -> s.retries().isEmpty())) {
            return;
        }
        Table table = new Table("WAITS FOR A TRY", "TYPE", "KEY", "FAILED", "NEXT", "CAUSE");
        for (SubscriptionView s : subscriptions) {
            for (PendingRetry retry : s.retries()) {
                table.row(
                        s.name(),
                        retry.eventType(),
                        PlainText.line(retry.key(), LONGEST_KEY),
                        retry.attempts(),
                        retry.next().truncatedTo(ChronoUnit.MILLIS),
                        PlainText.line(retry.cause(), LONGEST_CAUSE));
            }
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private static void subscriptions(List<SubscriptionView> subscriptions, List<String> lines) {
        if (subscriptions.isEmpty()) {
            return;
        }
        Table table = new Table(
                "ID",
                "NAME",
                "TYPES",
                "MODE",
                "SERVED",
                "PRIO",
                "STATE",
                "OFFERED",
                "DELIVERED",
                "FILTERED",
                "PARKED",
                "DROPPED",
                "QUEUED",
                "WHY");
        for (SubscriptionView s : subscriptions) {
            String types = s.types().stream().map(EventPattern::text).collect(Collectors.joining(","));
            String why = s.dropped().isEmpty() ? s.reason() : (s.reason() + " " + reasons(s.dropped())).strip();
            table.row(
                    s.id(),
                    s.name(),
                    types,
                    s.mode(),
                    s.processing(),
                    s.priority(),
                    s.state(),
                    s.offered(),
                    s.delivered(),
                    s.filtered(),
                    s.parked(),
                    s.dropped().values().stream().mapToLong(Long::longValue).sum(),
                    s.queued() + "/" + s.queueCapacity(),
                    why);
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private static void processors(List<ProcessorView> processors, List<String> lines) {
        if (processors.isEmpty()) {
            return;
        }
        Table table = new Table("MODE", "PROCESSOR", "RANKING", "SERVES", "QUEUES");
        for (ProcessorView p : processors) {
            table.row(p.mode(), p.name(), p.ranking(), p.serving() ? "yes" : "no", p.queues());
        }
        lines.add("");
        lines.addAll(table.lines());
    }

    private static String reasons(Map<String, Long> dropped) {
        return new TreeMap<>(dropped)
                .entrySet().stream()
                        .map(reason -> reason.getKey() + " " + reason.getValue())
                        .collect(Collectors.joining(", "));
    }
}
