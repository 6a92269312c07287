package io.signalbox.processor.adaptive.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import io.signalbox.api.spi.QueueLoad;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers nothing itself: one thread looks at each queue regularly and tells the bus which mode serves it from now on,
 * as {@link Choice} says. While nothing has happened anywhere for two seconds it looks ten times less often, and not at
 * all while it has no queue. Safe for any thread.
 */
final class AdaptiveProcessor implements EventProcessor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveProcessor.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int QUIET_FACTOR = 10;
    private static final double GOLDEN = 0.618; // looks a bit more and less often, so as not to keep step with bursts
    private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final class Chosen {
        private final Choice choice;
        private ProcessingMode served; // by the looking thread, so too the next two
        private long saidNanos;
        private boolean failed;

        private Chosen(Choice choice) {
            this.choice = choice;
        }
    }

    private final ConcurrentHashMap<DeliveryQueue, Chosen> queues = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile AdaptiveSettings settings;
    private volatile Set<ProcessingMode> present = Set.of();
    private volatile boolean closed;
    private volatile boolean signalled;
    private double step; // by the looking thread, so too the next
    private long busyNanos; // when something happened last

    /** Looks from now on; nobody is present yet. */
    AdaptiveProcessor(AdaptiveSettings settings) {
        this.settings = settings;
        busyNanos = System.nanoTime();
        thread = new Thread(null, this::run, "signalbox-adaptive", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(AdaptiveProcessor.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.ADAPTIVE;
    }

    // ---- for the bus

    @Override
    public void attach(DeliveryQueue queue) {
        queues.put(queue, new Chosen(new Choice(queue.blocking(), System.nanoTime())));
        wake();
    }

    /** Nothing to do but to look: the bus signals whoever was chosen. */
    @Override
    public void signal(DeliveryQueue queue) {
        wake();
    }

    @Override
    public void detach(DeliveryQueue queue) {
        queues.remove(queue);
    }

    // ---- settings and life

    void reconfigure(AdaptiveSettings next) {
        settings = next;
        wake();
    }

    /** Somebody serves these modes now, and nobody the others. */
    void present(Set<ProcessingMode> modes) {
        EnumSet<ProcessingMode> served = EnumSet.noneOf(ProcessingMode.class);
        served.addAll(modes);
        served.remove(ProcessingMode.ADAPTIVE);
        present = Set.copyOf(served);
        wake();
    }

    private void wake() {
        signalled = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread

    private void run() {
        while (!closed) {
            signalled = false;
            if (queues.isEmpty()) {
                LockSupport.park();
            } else {
                long now = System.nanoTime();
                look(now);
                sleep(now);
            }
        }
    }

    private void sleep(long lookedNanos) {
        step = (step + GOLDEN) % 1;
        long look = (long) (settings.look().toNanos() * (0.75 + step / 2));
        boolean quiet = lookedNanos - busyNanos >= QUIET_NANOS;
        long end = lookedNanos + (quiet ? QUIET_FACTOR * look : look);
        for (long left = look; left > 0 && !signalled && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** One look at every queue. */
    void look(long now) {
        AdaptiveSettings inForce = settings;
        Set<ProcessingMode> modes = present;
        queues.forEach((queue, chosen) -> {
            try {
                look(queue, chosen, inForce, modes, now);
            } catch (RuntimeException e) {
                if (!chosen.failed) {
                    chosen.failed = true;
                    LOG.warn("{}: its mode stays as it is", queue.subscription(), e);
                }
            }
        });
    }

    private void look(
            DeliveryQueue queue, Chosen chosen, AdaptiveSettings inForce, Set<ProcessingMode> modes, long now) {
        QueueLoad load = queue.load();
        if (load.handled() > 0 || load.waiting() > 0) {
            busyNanos = now;
        }
        ProcessingMode mode = chosen.choice.look(load, inForce, modes, now);
        if (mode != chosen.served) {
            chosen.served = mode;
            chosen.saidNanos = now;
            queue.serveAs(mode, chosen.choice.reason());
        } else if (load.handled() > 0 && now - chosen.saidNanos >= SAY_NANOS) {
            chosen.saidNanos = now;
            queue.describe(chosen.choice.reason());
        }
    }
}
