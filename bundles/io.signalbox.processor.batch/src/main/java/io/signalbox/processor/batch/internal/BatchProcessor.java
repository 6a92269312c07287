package io.signalbox.processor.batch.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.TuningStrategy;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Collects the events of each mailbox to batches and delivers these on a few workers.
 *
 * <p>The path of a batch:
 * <ol>
 *   <li>The mailbox was at rest and gets an event: the publisher signals, and the task waits its turn in the
 *       {@link Agenda}.
 *   <li>A {@link Worker} takes it. If {@link FlushRule} says so the batch goes at once: it is full, or the one before
 *       it ended an interval ago. Otherwise the task is looked at again later ({@link Looks}); it signals nobody
 *       meanwhile, so a publisher pays for waking a thread once in a while, not for each event.
 *   <li>While whole batches wait they are delivered one after another; after each, another mailbox that is ready has its
 *       turn.
 *   <li>The mailbox is empty and no more is expected soon: it rests.
 * </ol>
 *
 * <p>A worker whose handler blocks is stood in for by another thread, as {@link StallMonitor} finds. Mailboxes whose
 * handler says that it blocks get a virtual thread each, where the JVM has them. {@link Tuner} fits sizes and intervals
 * to the load. Safe for any thread.
 */
final class BatchProcessor implements EventProcessor, AutoCloseable {
    private final ConcurrentHashMap<DeliveryQueue, Task> tasks = new ConcurrentHashMap<>();
    private final Agenda agenda = new Agenda();
    private final Crew crew = new Crew(agenda);
    private final TuningStrategies strategies = new TuningStrategies();
    private final VirtualThreads virtualThreads = VirtualThreads.ofThisJvm();
    private final StallMonitor monitor = new StallMonitor(crew, agenda);
    private final Tuner tuner;
    private volatile BatchSettings settings;

    BatchProcessor(BatchSettings settings) {
        this.settings = settings;
        tuner = new Tuner(tasks.values(), strategies, crew, settings);
        crew.resize(settings.workerThreads(), settings.maxThreads());
        monitor.start();
        tuner.start();
    }

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.BATCH;
    }

    // ---- for the bus

    @Override
    public void attach(DeliveryQueue queue) {
        tasks.put(queue, new Task(queue, settings.batch(), System.nanoTime()));
        tuner.wake();
    }

    @Override
    public void signal(DeliveryQueue queue) {
        Task task = tasks.get(queue);
        if (task == null) {
            return;
        }
        if (queue.blocking() && virtualThreads.available()) {
            virtualThreads.start(queue.subscription(), () -> serveAlone(task));
        } else {
            agenda.ready(task);
        }
    }

    @Override
    public void detach(DeliveryQueue queue) {
        Task task = tasks.remove(queue);
        if (task != null) {
            task.detached = true;
            agenda.forget(task);
            LockSupport.unpark(task.own);
        }
    }

    @Override
    public void overrun(DeliveryQueue queue) {
        lost(queue, true);
    }

    @Override
    public void recovered(DeliveryQueue queue) {
        lost(queue, false);
    }

    private void lost(DeliveryQueue queue, boolean now) {
        Task task = tasks.get(queue);
        if (task != null) {
            task.lost = now;
        }
    }

    /** Serves a mailbox whose handler blocks, on a virtual thread of its own, until it rests. */
    private static void serveAlone(Task task) {
        DeliveryQueue queue = task.queue;
        task.own = Thread.currentThread();
        boolean rested = false;
        while (!rested) {
            int size = task.fullSize();
            long interval = task.intervalNanos();
            long now = System.nanoTime();
            if (!task.detached && !task.rule.due(queue.size(), size, interval, now)) {
                LockSupport.parkNanos(Looks.next(task.rule, size - queue.size(), interval, now) - now);
                continue;
            }
            int delivered = queue.deliverBatch(size);
            Thread.interrupted(); // an interrupt was meant for the handler
            if (delivered > 0) {
                task.rule.flushed(delivered, System.nanoTime());
            }
            rested = (delivered == 0 || queue.size() == 0) && queue.rest();
            if (!rested && delivered == 0) {
                LockSupport.parkNanos(Looks.SHORTEST_NANOS); // somebody else delivers just now
            }
        }
    }

    // ---- settings, strategies and life

    /** Works with other settings from now on. */
    void reconfigure(BatchSettings next) {
        settings = next;
        tuner.reconfigure(next);
        crew.resize(next.workerThreads(), next.maxThreads());
    }

    void add(TuningStrategy strategy, int ranking) {
        strategies.add(strategy, ranking);
    }

    void remove(TuningStrategy strategy) {
        strategies.remove(strategy);
    }

    Crew crew() {
        return crew;
    }

    /** Ends all threads; one that is inside a handler ends when that returns. */
    @Override
    public void close() {
        tuner.close();
        monitor.close();
        crew.close();
    }
}
