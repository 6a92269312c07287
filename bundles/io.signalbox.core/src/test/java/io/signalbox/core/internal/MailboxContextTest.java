package io.signalbox.core.internal;

import static io.signalbox.api.EventHeaders.CAUSATION_ID;
import static io.signalbox.api.EventHeaders.CORRELATION_ID;
import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that are called from a mailbox hand the context on like those on a publisher's thread. */
class MailboxContextTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final Headers headers = new Headers();

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    @Test
    void whatAnAsyncHandlerPublishesCarriesTheContextAlsoInARetry() {
        // given
        AtomicInteger failures = new AtomicInteger(1);
        bus.subscribe(
                "cause",
                event -> {
                    bus.publish(Tick.of("effect", 1));
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                },
                async().retryPolicy(f -> Optional.of(Duration.ofMillis(10))).build());
        bus.subscribe("effect", headers, async().build());

        // when
        bus.publish(Told.of("cause", "c1"));
        bus.publish(Tick.of("cause", 2));
        test.async.runAll();
        test.clock.advanceMillis(10);
        test.async.runAll();
        bus.publish(Tick.of("effect", 2));
        test.async.runAll();

        // then
        Map<String, String> carried = Map.of(CORRELATION_ID, "c1", CAUSATION_ID, "c1");
        assertThat(headers.seen).containsExactly(carried, carried, Map.of(), Map.of());
    }
}
