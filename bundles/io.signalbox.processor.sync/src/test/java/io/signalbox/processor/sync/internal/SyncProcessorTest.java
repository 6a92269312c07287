package io.signalbox.processor.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventProcessorContract;
import io.signalbox.api.spi.QueueOfNumbers;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncProcessorTest extends EventProcessorContract {

    @Override
    protected EventProcessor create() {
        return new SyncProcessor();
    }

    @Test
    void worksOnTheSignallingThreadBeforeItReturns() {
        // given
        Set<Thread> threads = new HashSet<>();
        QueueOfNumbers queue = new QueueOfNumbers("q", false, number -> threads.add(Thread.currentThread()));
        queue.attachTo(processor);

        // when
        queue.put();

        // then
        assertThat(queue.handled()).containsExactly(0);
        assertThat(threads).containsExactly(Thread.currentThread());
    }
}
