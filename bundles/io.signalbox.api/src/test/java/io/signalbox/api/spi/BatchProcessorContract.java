package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an {@link EventProcessor} that delivers batches keeps besides. */
public abstract class BatchProcessorContract extends EventProcessorContract {
    private static final int SIZE = 7;

    private QueueOfNumbers queueOfSevens(int numbers, boolean blocking) {
        QueueOfNumbers queue = new QueueOfNumbers("sevens", blocking, OptionalInt.of(SIZE), number -> {});
        IntStream.range(0, numbers).forEach(i -> queue.put());
        return queue;
    }

    @Test
    void whatWaitsInPlentyGoesInBatchesOfTheSizeThatTheSubscriptionAskedFor() {
        // given
        QueueOfNumbers queue = queueOfSevens(SIZE * 300, false);

        // when
        queue.attachTo(processor);

        // then
        await("all are handled", () -> queue.handled().size() == SIZE * 300);
        assertThat(queue.batches()).hasSize(300).containsOnly(SIZE);
        assertThat(queue.handled())
                .isEqualTo(IntStream.range(0, SIZE * 300).boxed().toList());
    }

    @Test
    void aBatchThatDoesNotFillIsDeliveredToo() {
        // given
        QueueOfNumbers queue = queueOfSevens(SIZE + 1, false);

        // when
        queue.attachTo(processor);

        // then
        await("all are handled", () -> queue.handled().size() == SIZE + 1);
        assertThat(queue.batches()).startsWith(SIZE);
    }

    @Test
    void noBatchIsLargerThanTheSubscriptionAskedForWhateverComes() {
        // given
        QueueOfNumbers queue = queueOfSevens(0, true);
        queue.attachTo(processor);

        // when
        IntStream.range(0, 10_000).forEach(i -> queue.put());

        // then
        await("all are handled", () -> queue.handled().size() == 10_000);
        assertThat(queue.batches()).allMatch(size -> size <= SIZE);
        assertThat(queue.handled()).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
        assertThat(queue.overlapped()).isFalse();
    }
}
