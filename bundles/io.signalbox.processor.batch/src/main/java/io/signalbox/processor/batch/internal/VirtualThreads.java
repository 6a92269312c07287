package io.signalbox.processor.batch.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** Virtual threads where the JVM has them: Java 21 and later. Compiled for 17, so found by name. */
final class VirtualThreads {
    private final Optional<MethodHandle> starter;

    private VirtualThreads(Optional<MethodHandle> starter) {
        this.starter = starter;
    }

    static VirtualThreads ofThisJvm() {
        try {
            MethodHandle start = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
            // In Java 19 and 20 it is there but refuses to run.
            Thread tried = (Thread) start.invoke((Runnable) () -> {});
            tried.join();
            return new VirtualThreads(Optional.of(start));
        } catch (NoSuchMethodException | IllegalAccessException | UnsupportedOperationException e) {
            return new VirtualThreads(Optional.empty());
        } catch (Throwable thrown) {
            throw new IllegalStateException("virtual threads cannot be started", thrown);
        }
    }

    boolean available() {
        return starter.isPresent();
    }

    /** Runs {@code work} on a new virtual thread named for {@code subscription}. */
    void start(String subscription, Runnable work) {
        Runnable named = () -> {
            Thread.currentThread().setName("signalbox-batch-virtual-" + subscription);
            work.run();
        };
        try {
            Thread started = (Thread) starter.orElseThrow().invoke(named);
            assert started != null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a virtual thread could not be started", thrown);
        }
    }
}
