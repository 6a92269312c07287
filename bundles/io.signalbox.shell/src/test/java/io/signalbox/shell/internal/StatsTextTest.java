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
import io.signalbox.api.view.ProcessorView;
import io.signalbox.api.view.SubscriptionView;
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
                "",
                10,
                4,
                1,
                2,
                1,
                1,
                Map.of("overflow", 3L),
                1,
                List.of());
        ProcessorView async = new ProcessorView(ProcessingMode.ASYNC, "AsyncProcessor", 0, true, 1);

        String text = StatsText.of(new Picture(List.of(billing), List.of(async)));

        assertThat(text.lines())
                .containsExactly(
                        "bus running: 5 published, 1 subscriptions, 1 in quarantine, 0 holding",
                        "offered 10 = delivered 4 + filtered 1 + parked 1 + dropped 3 + queued 1; failed tries 2,"
                                + " retried 1",
                        "dropped: overflow 3",
                        "",
                        "ID  NAME     TYPES        MODE   PRIO  STATE        OFFERED  DELIVERED  FILTERED  PARKED"
                                + "  DROPPED  QUEUED  WHY",
                        "7   billing  vm.*,jvm.gc  ASYNC  100   QUARANTINED  10       4          1         1     "
                                + "  3        1/1024  over its time budget overflow 3",
                        "",
                        "MODE   PROCESSOR       RANKING  SERVES  QUEUES",
                        "ASYNC  AsyncProcessor  0        yes     1");
    }

    @Test
    void anEmptyBusHasNoTables() {
        assertThat(StatsText.of(new Picture(List.of(), List.of())).lines()).hasSize(3);
    }

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
