package io.signalbox.processor.async.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves mailboxes on a few workers. Each worker has a queue of mailboxes and steals from the others when its own is
 * empty; a mailbox that was signalled waits in the queue of the worker that served it last. A turn is bounded, so that
 * a busy mailbox does not starve its neighbours.
 *
 * <p>A worker whose handler blocks is stood in for by another thread, as {@link StallMonitor} finds, up to
 * {@code maxThreads}; a thread that is lost to a handler over its time budget does not count. Mailboxes whose handler
 * says that it blocks get a virtual thread each, where the JVM has them.
 *
 * <p>Memory order: a signaller adds a task, then reads {@code sleepers}; a worker adds itself to these, then looks at
 * the queues again. Both are volatile, so one sees the other.
 */
final class WorkStealingScheduler implements EventProcessor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkStealingScheduler.class);
    private static final long JOIN_MILLIS = 1_000;

    private final ConcurrentHashMap<DeliveryQueue, Task> tasks = new ConcurrentHashMap<>();
    private final ArrayDeque<Worker> asleep = new ArrayDeque<>(); // guarded by itself
    private final List<Worker> workers = new ArrayList<>(); // guarded by itself
    private final AtomicInteger homes = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final VirtualThreads virtualThreads;
    private final StallMonitor monitor;
    private volatile int sleepers; // written under asleep
    private volatile WorkQueue[] queues = {};
    private volatile AsyncConfig config;
    private volatile boolean closed;

    WorkStealingScheduler(AsyncConfig config) {
        this.config = config;
        virtualThreads = VirtualThreads.ofThisJvm();
        resize(workerThreads(config));
        monitor = new StallMonitor(this);
        monitor.start();
    }

    private static int workerThreads(AsyncConfig config) {
        return config.workerThreads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.ASYNC;
    }

    // ---- for the bus

    @Override
    public void attach(DeliveryQueue queue) {
        tasks.put(queue, new Task(queue, homes.getAndIncrement() & Integer.MAX_VALUE));
    }

    @Override
    public void signal(DeliveryQueue queue) {
        Task task = tasks.get(queue);
        if (task == null) {
            return;
        }
        if (queue.blocking() && virtualThreads.available()) {
            virtualThreads.start(queue.subscription(), () -> serveBlocking(queue));
            return;
        }
        schedule(task);
    }

    @Override
    public void detach(DeliveryQueue queue) {
        tasks.remove(queue);
    }

    @Override
    public void overrun(DeliveryQueue queue) {
        Task task = tasks.get(queue);
        if (task != null) {
            task.lost = true;
        }
    }

    @Override
    public void recovered(DeliveryQueue queue) {
        Task task = tasks.get(queue);
        if (task != null) {
            task.lost = false;
        }
    }

    private static void serveBlocking(DeliveryQueue queue) {
        boolean rested = false;
        while (!rested) {
            rested = queue.deliver(Worker.TURN) == 0 && queue.rest();
            Thread.interrupted();
        }
    }

    // ---- for the workers

    /** Lets the task wait for a worker, and wakes one if any sleeps. */
    void schedule(Task task) {
        boolean added = false;
        while (!added) {
            WorkQueue[] all = queues;
            added = all[task.home % all.length].add(task);
        }
        wakeOne();
    }

    void wakeOne() {
        if (sleepers > 0) {
            Worker worker;
            synchronized (asleep) {
                worker = asleep.pollLast();
                sleepers = asleep.size();
            }
            if (worker != null) {
                worker.wake();
            }
        }
    }

    /** The next task for a worker whose own queue is {@code home}: its own, else another's; null if none waits. */
    Task next(int home) {
        WorkQueue[] all = queues;
        for (int i = 0; i < all.length; i++) {
            Task task = all[(home + i) % all.length].poll();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    boolean anyWaiting() {
        for (WorkQueue queue : queues) {
            if (queue.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Parks the calling worker until it is woken, unless a task came meanwhile. */
    void sleep(Worker worker) {
        synchronized (asleep) {
            asleep.addLast(worker);
            sleepers = asleep.size();
        }
        if (!anyWaiting() && !closed) {
            worker.park();
        }
        synchronized (asleep) {
            asleep.remove(worker);
            sleepers = asleep.size();
        }
    }

    boolean adaptive() {
        return config.adaptiveScheduling();
    }

    /** Whether a worker that has nothing to do should end, because stand-ins are no longer needed. */
    boolean surplus(Worker worker) {
        synchronized (workers) {
            boolean tooMany = working() > queues.length;
            if (closed || tooMany) {
                workers.remove(worker);
                return true;
            }
            return false;
        }
    }

    /** Workers that are not stuck in a handler. */
    private int working() {
        int working = 0;
        for (Worker worker : workers) {
            if (!worker.stalled()) {
                working++;
            }
        }
        return working;
    }

    // ---- for the monitor

    List<Worker> workers() {
        synchronized (workers) {
            return List.copyOf(workers);
        }
    }

    /** Starts stand-ins so that {@code extra} more than the configured workers, less those that are stuck, are at work. */
    void standIn(int extra) {
        synchronized (workers) {
            int counted = 0;
            for (Worker worker : workers) {
                counted += worker.lost() ? 0 : 1;
            }
            int missing = queues.length + extra - working();
            int room = config.maxThreads() - counted;
            for (int i = 0; i < Math.min(missing, room) && !closed; i++) {
                startWorker();
            }
        }
    }

    private void startWorker() {
        int number = names.incrementAndGet();
        Worker worker = new Worker(this, number, "signalbox-async-" + number);
        workers.add(worker);
        worker.start();
    }

    boolean closed() {
        return closed;
    }

    // ---- settings and life

    /** Works with other settings from now on. */
    void reconfigure(AsyncConfig next) {
        config = next;
        resize(workerThreads(next));
    }

    private void resize(int wanted) {
        WorkQueue[] before = queues;
        if (before.length != wanted) {
            WorkQueue[] after = new WorkQueue[wanted];
            for (int i = 0; i < wanted; i++) {
                after[i] = i < before.length ? before[i] : new WorkQueue();
            }
            queues = after;
            for (int i = wanted; i < before.length; i++) {
                before[i].close();
                for (Task task = before[i].poll(); task != null; task = before[i].poll()) {
                    schedule(task);
                }
            }
            workers().forEach(Worker::wake); // one that is no longer needed ends when it wakes
        }
        standIn(0);
    }

    /** Ends all threads; one that is inside a handler ends when that returns. */
    @Override
    public void close() {
        closed = true;
        monitor.close();
        List<Worker> all = workers();
        all.forEach(Worker::wake);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
        int left = 0;
        for (Worker worker : all) {
            left += worker.join(end - System.nanoTime()) ? 0 : 1;
        }
        if (left > 0) {
            LOG.warn("{} worker threads are still inside a handler; they end when it returns", left);
        }
    }
}
