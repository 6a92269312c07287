package io.signalbox.processor.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.spi.BatchProcessorContract;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.QueueOfNumbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchProcessorTest extends BatchProcessorContract {

    private static BatchSettings settings(int workers) {
        BatchConfig quick = BatchConfig.DEFAULT.withBatchInterval(Duration.ofMillis(1));
        return new BatchSettings(quick, workers, 256, "none");
    }

    @Override
    protected EventProcessor create() {
        return new BatchProcessor(settings(2));
    }

    @Override
    protected void destroy(EventProcessor made) {
        ((BatchProcessor) made).close();
    }

    private BatchProcessor batches() {
        return (BatchProcessor) processor;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHundredHungHandlersDoNotStarveTheOthers() {
        // given
        CountDownLatch letGo = new CountDownLatch(1);
        List<QueueOfNumbers> hung = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            QueueOfNumbers queue = new QueueOfNumbers("hung" + i, false, number -> waitFor(letGo));
            hung.add(queue);
            queue.attachTo(processor);
            queue.put();
        }
        QueueOfNumbers healthy = new QueueOfNumbers("healthy", false, number -> {});
        healthy.attachTo(processor);

        // when
        IntStream.range(0, 1_000).forEach(i -> healthy.put());

        // then
        await("the healthy one is done", () -> healthy.handled().size() == 1_000);
        assertThat(hung).allMatch(queue -> queue.handled().isEmpty());
        letGo.countDown();
        hung.forEach(queue -> await("it goes on", () -> queue.handled().size() == 1));
        await("stand-ins end", () -> batches().crew().workers().size() <= 2);
    }

    @Test
    void handlersOverTheirBudgetDoNotCountAgainstTheBoundUntilTheyComeBack() {
        // given
        batches().reconfigure(new BatchSettings(BatchConfig.DEFAULT, 1, 2, "none"));
        CountDownLatch letGo = new CountDownLatch(1);
        List<QueueOfNumbers> hung = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            CountDownLatch inside = new CountDownLatch(1);
            QueueOfNumbers queue = new QueueOfNumbers("hung" + i, false, number -> {
                inside.countDown();
                waitFor(letGo);
            });
            hung.add(queue);
            queue.attachTo(processor);
            queue.put();
            waitFor(inside);
            processor.overrun(queue);
        }
        QueueOfNumbers healthy = new QueueOfNumbers("healthy", false, number -> {});
        healthy.attachTo(processor);

        // when
        healthy.put();

        // then
        await("the healthy one is done", () -> healthy.handled().size() == 1);
        letGo.countDown();
        hung.forEach(processor::recovered);
        hung.forEach(queue -> await("it goes on", () -> queue.handled().size() == 1));
        await("stand-ins end", () -> batches().crew().workers().size() <= 1);
    }

    @Test
    void aBusyQueueDoesNotStarveItsNeighbour() {
        // given
        CountDownLatch enough = new CountDownLatch(1);
        QueueOfNumbers[] busy = new QueueOfNumbers[3];
        for (int i = 0; i < busy.length; i++) {
            int me = i;
            busy[i] = new QueueOfNumbers("busy" + i, false, OptionalInt.of(1), number -> {
                if (enough.getCount() > 0) {
                    busy[me].put();
                }
            });
            busy[i].attachTo(processor);
            busy[i].put();
        }
        QueueOfNumbers neighbour = new QueueOfNumbers("neighbour", false, number -> {});
        neighbour.attachTo(processor);

        // when
        neighbour.put();

        // then
        await("the neighbour has its turn", () -> neighbour.handled().size() == 1);
        enough.countDown();
    }

    @Test
    void aShorterIntervalActsOnABatchThatIsBeingCollected() {
        // given
        batches()
                .reconfigure(new BatchSettings(
                        BatchConfig.DEFAULT.withBatchInterval(Duration.ofMinutes(1)), 2, 256, "none"));
        QueueOfNumbers queue = new QueueOfNumbers("q", false, number -> {});
        queue.attachTo(processor);
        queue.put();
        await("the first goes at once", () -> queue.handled().size() == 1);
        queue.put();

        // when
        batches().reconfigure(settings(2));

        // then
        await("the second goes too", () -> queue.handled().size() == 2);
    }

    @Test
    void everyThreadIsNamedAndEndsWithTheProcessor() {
        // given
        Set<String> names = ConcurrentHashMap.newKeySet();
        QueueOfNumbers queue = new QueueOfNumbers(
                "q", false, number -> names.add(Thread.currentThread().getName()));
        queue.attachTo(processor);
        IntStream.range(0, 100).forEach(i -> queue.put());
        await("all are handled", () -> queue.handled().size() == 100);

        // when
        batches().close();

        // then
        assertThat(names).allMatch(name -> name.startsWith("signalbox-batch-"));
        await("no worker is left", () -> batches().crew().workers().isEmpty());
    }

    @Test
    void anotherNumberOfWorkersLosesNothing() {
        // given
        List<QueueOfNumbers> queues = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            QueueOfNumbers queue = new QueueOfNumbers("q" + i, false, number -> {});
            queue.attachTo(processor);
            queues.add(queue);
        }

        // when
        for (int round = 0; round < 200; round++) {
            queues.forEach(QueueOfNumbers::put);
            batches().reconfigure(settings(1 + round % 4));
        }

        // then
        queues.forEach(
                queue -> await(queue.subscription(), () -> queue.handled().size() == 200));
    }
}
