package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventPattern;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.FilterCacheView;
import io.signalbox.api.view.PendingRetry;
import io.signalbox.api.view.ProcessorView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsTextTest {

    @Test
    void showsCountersSubscriptionsAndProcessors() {
        SubscriptionView billing = new SubscriptionView(
                new EventSubscriptionId(7),
                "billing",
                List.of(new EventPattern("vm.*"), new EventPattern("jvm.gc")),
                ProcessingMode.ASYNC,
                100,
                Ordering.SUBSCRIPTION,
                OverflowPolicy.REJECT,
                1024,
                SubscriptionView.State.QUARANTINED,
                "over its time budget",
                "async: too slow for sync",
                10,
                4,
                1,
                2,
                1,
                1,
                Map.of("overflow", 3L),
                1,
                List.of(new PendingRetry("vm.started", "vm-7", 2, Instant.EPOCH, "IllegalStateException: no")));
        ProcessorView async = new ProcessorView(ProcessingMode.ASYNC, "AsyncProcessor", 0, true, 1);

        String text =
                StatsText.of(new Picture(List.of(billing), List.of(async)), List.of(new Cache(875, 125, 12, 1024)));

        assertThat(text.lines())
                .containsExactly(
                        "bus running: 5 published, 1 subscriptions, 1 in quarantine, 0 holding",
                        "offered 10 = delivered 4 + filtered 1 + parked 1 + dropped 3 + queued 1; failed tries 2,"
                                + " retried 1",
                        "dropped: overflow 3",
                        "filter cache: 87.5 % hits of 1000, 12/1024 answers",
                        "",
                        "ID  NAME     TYPES        MODE   SERVED                    PRIO  STATE        OFFERED  DELIVERED"
                                + "  FILTERED  PARKED  DROPPED  QUEUED  WHY",
                        "7   billing  vm.*,jvm.gc  ASYNC  async: too slow for sync  100   QUARANTINED  10       4        "
                                + "  1         1       3        1/1024  over its time budget overflow 3",
                        "",
                        "WAITS FOR A TRY  TYPE        KEY   FAILED  NEXT                  CAUSE",
                        "billing          vm.started  vm-7  2       1970-01-01T00:00:00Z  IllegalStateException: no",
                        "",
                        "MODE   PROCESSOR       RANKING  SERVES  QUEUES",
                        "ASYNC  AsyncProcessor  0        yes     1");
    }

    @Test
    void anEmptyBusHasNoTables() {
        assertThat(StatsText.of(new Picture(List.of(), List.of()), List.of()).lines())
                .hasSize(3);
    }

    private record Cache(long hits, long misses, int size, int capacity) implements FilterCacheView {}

    private record Picture(List<SubscriptionView> subscriptions, List<ProcessorView> processors) implements BusView {

        @Override
        public EventBusStats stats() {
            return new EventBusStats(
                    true, 5, 10, 4, 1, 2, 1, 1, Map.of("overflow", 3L), 1, subscriptions.size(), 1, 1, 0);
        }

        @Override
        public EventBusConfig config() {
            return EventBusConfig.DEFAULT;
        }
    }
}
