package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventPriority;
import io.signalbox.api.PublishOptions;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lane that a publisher chooses reaches the mailbox. */
class PublishLaneTest {
    private static final PublishOptions HIGH = PublishOptions.DEFAULT.withPriority(EventPriority.HIGH);
    private static final PublishOptions LOW = PublishOptions.DEFAULT.withPriority(EventPriority.LOW);

    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void theHigherLaneIsDeliveredFirstWhoeverWasPublishedFirst() {
        // given
        Recorder recorder = new Recorder();
        bus.subscribe("a", recorder, async().build());

        // when
        bus.publish(Tick.of("a", 3), LOW);
        bus.publish(Tick.of("a", 2));
        bus.publish(Tick.of("a", 1), HIGH);
        bus.request(Tick.of("a", 1), HIGH, Duration.ofSeconds(1));
        test.async.runAll();

        // then
        assertThat(recorder.numbers).containsExactly(1, 1, 2, 3);
    }
}
