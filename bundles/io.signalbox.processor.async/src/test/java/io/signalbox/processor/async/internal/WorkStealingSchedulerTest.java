package io.signalbox.processor.async.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.EventProcessorContract;
import io.signalbox.api.spi.QueueOfNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkStealingSchedulerTest extends EventProcessorContract {

    @Override
    protected EventProcessor create() {
        return new WorkStealingScheduler(AsyncConfig.DEFAULT.withWorkerThreads(2));
    }

    @Override
    protected void destroy(EventProcessor made) {
        ((WorkStealingScheduler) made).close();
    }

    private WorkStealingScheduler scheduler() {
        return (WorkStealingScheduler) processor;
    }

    private static void waitFor(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
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
        await("stand-ins end", () -> scheduler().workers().size() <= 3);
    }

    @Test
    void aBusyQueueDoesNotStarveItsNeighbour() {
        // given
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        QueueOfNumbers[] busy = new QueueOfNumbers[2];
        for (int i = 0; i < 2; i++) {
            int me = i;
            busy[i] = new QueueOfNumbers("busy" + i, false, number -> {
                if (enough.getCount() > 0) {
                    turns.incrementAndGet();
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
        assertThat(turns.get()).isPositive();
    }

    @Test
    void everyThreadIsNamedAndEndsWithTheScheduler() {
        // given
        Set<String> names = ConcurrentHashMap.newKeySet();
        QueueOfNumbers queue = new QueueOfNumbers(
                "q", false, number -> names.add(Thread.currentThread().getName()));
        queue.attachTo(processor);
        IntStream.range(0, 100).forEach(i -> queue.put());
        await("all are handled", () -> queue.handled().size() == 100);

        // when
        scheduler().close();

        // then
        assertThat(names).allMatch(name -> name.startsWith("signalbox-async-"));
        await("no worker is left", () -> scheduler().workers().isEmpty());
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
            scheduler().reconfigure(AsyncConfig.DEFAULT.withWorkerThreads(1 + round % 4));
        }

        // then
        queues.forEach(
                queue -> await(queue.subscription(), () -> queue.handled().size() == 200));
    }
}
