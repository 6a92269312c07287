package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttachmentTest {

    @Test
    void anEventThatComesWhileAProcessorTakesOverIsSignalledOnceTheProcessorKnowsTheQueue() {
        try (BusUnderTest test = new BusUnderTest()) {
            // given
            test.bus.subscribe("a", new Recorder(), async().build());
            Set<DeliveryQueue> known = new HashSet<>();
            List<DeliveryQueue> signalled = new ArrayList<>();
            List<DeliveryQueue> tooEarly = new ArrayList<>();
            EventProcessor next = new EventProcessor() {
                @Override
                public ProcessingMode mode() {
                    return ProcessingMode.ASYNC;
                }

                @Override
                public void attach(DeliveryQueue queue) {
                    test.bus.publish(Tick.of("a", 1));
                    known.add(queue);
                }

                @Override
                public void signal(DeliveryQueue queue) {
                    (known.contains(queue) ? signalled : tooEarly).add(queue);
                }
            };

            // when
            test.bus.addProcessor(next, 1, "next");

            // then
            assertThat(tooEarly).isEmpty();
            assertThat(signalled).hasSize(1);
        }
    }
}
