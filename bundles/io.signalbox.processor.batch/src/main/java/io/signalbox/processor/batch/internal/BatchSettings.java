package io.signalbox.processor.batch.internal;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.config.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The settings of PID {@code io.signalbox.processor.batch}, checked.
 *
 * @param batch sizes, interval, and whether they are tuned
 * @param workers threads that deliver; 0 is one for each processor of the machine
 * @param maxThreads threads at most, with stand-ins
 * @param strategy the name of the tuning strategy
 */
record BatchSettings(BatchConfig batch, int workers, int maxThreads, String strategy) {
    static final String PID = "io.signalbox.processor.batch";
    static final BatchSettings DEFAULT = new BatchSettings(BatchConfig.DEFAULT, 0, 256, "smart");

    private static final int MOST_EVENTS = 1 << 20;
    private static final int MOST_WORKERS = 1_024;
    private static final int MOST_THREADS = 32_768;
    private static final int LONGEST_INTERVAL_MILLIS = 60_000;
    private static final Pattern NAME = Pattern.compile("\\S{1,100}");

    /** What {@code settings} asks for; where it asks for something wrong, what is in force. */
    static BatchSettings read(Settings settings, BatchSettings inForce) {
        return new BatchSettings(
                sizes(settings, inForce.batch)
                        .withBatchInterval(settings.millis(
                                "batch.interval.millis",
                                1,
                                LONGEST_INTERVAL_MILLIS,
                                Duration.ofMillis(10),
                                inForce.batch.batchInterval()))
                        .withAdaptiveBatching(
                                settings.flag("adaptive.batching", true, inForce.batch.adaptiveBatching())),
                settings.integer("worker.threads", 0, MOST_WORKERS, DEFAULT.workers, inForce.workers),
                settings.integer("max.threads", 1, MOST_THREADS, DEFAULT.maxThreads, inForce.maxThreads),
                settings.text("tuning.strategy", NAME, "1..100 characters without blanks", "smart", inForce.strategy));
    }

    private static BatchConfig sizes(Settings settings, BatchConfig inForce) {
        BatchConfig byDefault = BatchConfig.DEFAULT;
        int least = size(settings, "batch.size.min", byDefault.minBatchSize(), inForce.minBatchSize());
        int usual = size(settings, "batch.size", byDefault.defaultBatchSize(), inForce.defaultBatchSize());
        int most = size(settings, "batch.size.max", byDefault.maxBatchSize(), inForce.maxBatchSize());
        if (least > usual || usual > most) {
            settings.refuse("batch.size", "must be batch.size.min.." + "batch.size.max, " + least + ".." + most, usual);
            return byDefault.withBatchSizes(inForce.minBatchSize(), inForce.defaultBatchSize(), inForce.maxBatchSize());
        }
        return byDefault.withBatchSizes(least, usual, most);
    }

    private static int size(Settings settings, String key, int byDefault, int inForce) {
        return settings.integer(key, 1, MOST_EVENTS, byDefault, inForce);
    }

    /** Threads that deliver when none is stuck. */
    int workerThreads() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
