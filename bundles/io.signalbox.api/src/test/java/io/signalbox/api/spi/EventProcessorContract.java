package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.ProcessingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventProcessor} keeps. A processor joins by a subclass that makes one. */
public abstract class EventProcessorContract {
    private static final int NUMBERS = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    protected EventProcessor processor;

    /** A new processor. */
    protected abstract EventProcessor create() throws Exception;

    /** Ends what {@link #create} made. */
    protected void destroy(EventProcessor made) throws Exception {}

    @BeforeEach
    void createProcessor() throws Exception {
        processor = create();
    }

    @AfterEach
    void destroyProcessor() throws Exception {
        destroy(processor);
    }

    /** Waits for what other threads bring about. */
    protected static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(reached.getAsBoolean()).describedAs(what).isTrue();
    }

    @Test
    void servesOneModeOnly() {
        ProcessingMode mode = processor.mode();

        assertThat(mode).isNotNull().isEqualTo(processor.mode());
    }

    @Test
    void handlesEverythingOnceAndInOrder() {
        // given
        QueueOfNumbers queue = new QueueOfNumbers("q", false, number -> {});
        queue.attachTo(processor);

        // when
        IntStream.range(0, NUMBERS).forEach(i -> queue.put());

        // then
        await("all are handled", () -> queue.handled().size() == NUMBERS);
        assertThat(queue.handled())
                .isEqualTo(IntStream.range(0, NUMBERS).boxed().toList());
        assertThat(queue.overlapped()).isFalse();
    }

    @Test
    void servesManyQueuesFairly() {
        // given
        List<QueueOfNumbers> queues = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            queues.add(new QueueOfNumbers("q" + i, i % 7 == 0, number -> {}));
        }
        queues.forEach(queue -> queue.attachTo(processor));

        // when
        for (int i = 0; i < 200; i++) {
            queues.forEach(QueueOfNumbers::put);
        }

        // then
        for (QueueOfNumbers queue : queues) {
            await(queue.subscription() + " is done", () -> queue.handled().size() == 200);
            assertThat(queue.handled()).isSorted();
        }
    }

    @Test
    void aQueueThatIsDetachedIsServedByTheNextProcessorFromWhereItStopped() throws Exception {
        // given
        QueueOfNumbers queue = new QueueOfNumbers("q", false, number -> {});
        EventProcessor other = create();
        queue.attachTo(processor);

        // when
        for (int swap = 0; swap < 100; swap++) {
            IntStream.range(0, 50).forEach(i -> queue.put());
            queue.detach();
            queue.attachTo(swap % 2 == 0 ? other : processor);
        }

        // then
        await("all are handled", () -> queue.handled().size() == 5_000);
        assertThat(queue.handled()).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
        destroy(other);
    }
}
