package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running bus whose time and asynchronous work are driven by hand. */
final class BusUnderTest implements AutoCloseable {
    final StepClock clock = new StepClock();
    final StepProcessor async = new StepProcessor(ProcessingMode.ASYNC);
    final EventBusCore bus;

    BusUnderTest() {
        this(EventBusConfig.DEFAULT.toBuilder()
                .drainDeadline(Duration.ofMillis(20))
                .build());
    }

    BusUnderTest(EventBusConfig config) {
        bus = new EventBusCore(config, clock);
        bus.addProcessor(new Inline(), 0, "inline");
        bus.addProcessor(async, 0, "async");
        bus.start();
    }

    static SubscriptionOptions.Builder sync() {
        return SubscriptionOptions.builder().mode(ProcessingMode.SYNC);
    }

    static SubscriptionOptions.Builder async() {
        return SubscriptionOptions.builder().mode(ProcessingMode.ASYNC);
    }

    /** Every delivery has exactly one fate. */
    void assertBalanced() {
        EventBusStats stats = bus.stats();
        long fates = stats.delivered() + stats.filtered() + stats.parked() + stats.totalDropped() + stats.queued();
        assertThat(fates).describedAs("%s", stats).isEqualTo(stats.offered());
    }

    @Override
    public void close() {
        bus.close();
    }

    /** Writes down the numbers it is given. */
    static final class Recorder implements EnhancedEventHandler {
        final List<Integer> numbers = java.util.Collections.synchronizedList(new ArrayList<>());

        @Override
        public void handle(DomainEvent event) {
            numbers.add(((Tick) event).number());
        }
    }
}
