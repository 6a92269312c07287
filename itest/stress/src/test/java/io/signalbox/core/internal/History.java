package io.signalbox.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One random run of several threads: it lasts for {@code stress.seconds}, and every failure tells the seed of its
 * choices. The seed repeats the choices of each thread, not how the threads meet.
 */
final class History {
    private static final long JOIN_LIMIT_MILLIS = 60_000;

    private final long seed = Long.getLong("stress.seed", System.nanoTime());
    private final long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("stress.seconds"));
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** Whether there is time left and nothing has failed. */
    boolean goesOn() {
        return System.nanoTime() - endNanos < 0 && failures.isEmpty();
    }

    /** Adds a thread that makes its choices by the given source. */
    History thread(String name, Consumer<Random> work) {
        Random random = new Random(seed + threads.size());
        threads.add(new Thread(
                () -> {
                    try {
                        work.accept(random);
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                    }
                },
                name));
        return this;
    }

    /** Ends the run at once: {@code what} is wrong. */
    void fail(String what) {
        failures.add(new AssertionError(what));
    }

    /** Runs all threads to their end and fails if anything failed. */
    void run() {
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            join(thread);
        }
        check();
    }

    /** Fails if anything failed so far. */
    void check() {
        if (!failures.isEmpty()) {
            throw new AssertionError("repeat the choices with -Dstress.seed=" + seed, failures.peek());
        }
    }

    private void join(Thread thread) {
        try {
            thread.join(JOIN_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        if (thread.isAlive()) {
            AssertionError stuck = new AssertionError(thread.getName() + " did not end");
            stuck.setStackTrace(thread.getStackTrace());
            failures.add(stuck);
        }
    }

    @Override
    public String toString() {
        return "seed " + seed;
    }
}
