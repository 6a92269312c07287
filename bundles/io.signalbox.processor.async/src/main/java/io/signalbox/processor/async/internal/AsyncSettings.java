package io.signalbox.processor.async.internal;

import io.signalbox.api.config.AsyncConfig;
import io.signalbox.api.config.Settings;

/** The settings of PID {@code io.signalbox.processor.async}, checked. */
final class AsyncSettings {
    static final String PID = "io.signalbox.processor.async";

    private static final int MOST_WORKERS = 1_024;
    private static final int MOST_THREADS = 32_768;

    private AsyncSettings() {}

    /** What {@code settings} asks for; where it asks for something wrong, what is in force. */
    static AsyncConfig read(Settings settings, AsyncConfig inForce) {
        int workers = settings.integer(
                "worker.threads", 0, MOST_WORKERS, 0, inForce.workerThreads().orElse(0));
        int threads = settings.integer(
                "max.threads", 1, MOST_THREADS, AsyncConfig.DEFAULT.maxThreads(), inForce.maxThreads());
        boolean adaptive = settings.flag(
                "adaptive.scheduling", AsyncConfig.DEFAULT.adaptiveScheduling(), inForce.adaptiveScheduling());
        AsyncConfig read = AsyncConfig.DEFAULT.withMaxThreads(threads).withAdaptiveScheduling(adaptive);
        return workers == 0 ? read : read.withWorkerThreads(workers);
    }
}
