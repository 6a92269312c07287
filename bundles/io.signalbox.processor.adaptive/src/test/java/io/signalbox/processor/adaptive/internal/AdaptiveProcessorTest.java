package io.signalbox.processor.adaptive.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.QueueLoad;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The looks are made by hand: the processor's thread is never started, but for one test. */
class AdaptiveProcessorTest {
    private static final long LOOK_NANOS = 25_000_000;

    private final AdaptiveProcessor processor = new AdaptiveProcessor(AdaptiveSettings.DEFAULT);
    private final TrickleQueue queue = new TrickleQueue();
    private long now = System.nanoTime();

    /** A queue with 10 short events in each look; remembers what it is told. */
    private static final class TrickleQueue implements DeliveryQueue {
        private final List<ProcessingMode> served = new ArrayList<>();
        private volatile String said = "";
        private boolean broken;

        @Override
        public String subscription() {
            return "trickle";
        }

        @Override
        public boolean blocking() {
            return false;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public int deliver(int limit) {
            return 0;
        }

        @Override
        public QueueLoad load() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return new QueueLoad(LOOK_NANOS, 10, 10_000, 0, 0, 50_000);
        }

        @Override
        public void serveAs(ProcessingMode mode, String reason) {
            served.add(mode);
            said = reason;
        }

        @Override
        public void describe(String processing) {
            said = processing;
        }

        @Override
        public boolean rest() {
            return true;
        }
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            now += LOOK_NANOS;
            processor.look(now);
        }
    }

    @AfterEach
    void close() {
        processor.close();
    }

    @Test
    void theBusIsToldOfEachChangeOnceWithFigures() {
        // given
        processor.present(EnumSet.allOf(ProcessingMode.class));
        processor.attach(queue);

        // when
        look(40);

        // then
        assertThat(queue.served).containsExactly(ProcessingMode.ASYNC, ProcessingMode.SYNC);
        assertThat(queue.said).isEqualTo("short and calm; 400/s, 0 waiting, 1.0 µs each as ASYNC");
        look(45);
        assertThat(queue.said).isEqualTo("short and calm; 400/s, 0 waiting, 1.0 µs each as SYNC, 1.0 µs each as ASYNC");
    }

    @Test
    void aQueueThatIsDetachedIsLeftAlone() {
        // given
        processor.present(EnumSet.allOf(ProcessingMode.class));
        processor.attach(queue);
        look(1);

        // when
        processor.detach(queue);
        look(100);

        // then
        assertThat(queue.served).containsExactly(ProcessingMode.ASYNC);
    }

    @Test
    void whatFailsForOneQueueDoesNotDisturbTheOthers() {
        // given
        TrickleQueue broken = new TrickleQueue();
        broken.broken = true;
        processor.present(EnumSet.allOf(ProcessingMode.class));
        processor.attach(broken);
        processor.attach(queue);

        // when
        look(40);

        // then
        assertThat(broken.served).isEmpty();
        assertThat(queue.served).containsExactly(ProcessingMode.ASYNC, ProcessingMode.SYNC);
    }

    @Test
    void itLooksByItselfWhenStarted() {
        // given
        processor.present(EnumSet.of(ProcessingMode.ASYNC));
        processor.start();

        // when
        processor.attach(queue);

        // then
        long end = System.nanoTime() + 30_000_000_000L;
        while (queue.said.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(queue.said).startsWith("it begins so");
    }
}
