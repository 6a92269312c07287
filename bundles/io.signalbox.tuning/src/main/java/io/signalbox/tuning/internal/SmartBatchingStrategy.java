package io.signalbox.tuning.internal;

import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import java.time.Duration;
import java.util.Locale;

/**
 * Steers batches by the p99 latency and the age of the oldest waiting event, whichever is greater, towards
 * {@value #AIM} of the target. The seed's sketch went by the average and shrank whenever it was late; an average hides
 * what the slowest see, and in a backlog smaller batches are the wrong way. So it asks first why events are late:
 *
 * <ol>
 *   <li>More than {@value #BACKLOG} full batches wait: calls are too dear for the load. Grow the batch, by more the
 *       more wait.
 *   <li>No more than one batch waits: events wait for their batch to fill. Shrink what they wait for: the interval if
 *       batches do not fill within it, else the batch, and the interval by half as much, as the seed does.
 *   <li>In time, but fewer events than the target throughput and a full batch waits: grow the batch.
 * </ol>
 *
 * <p>Why it does not swing: between the target and the aim, and between one and {@value #BACKLOG} waiting batches,
 * nothing changes; a shrinking step is the learning rate's share of the way to the aim, so it ends inside that band. A
 * step changes nothing by more than half: in the 20 looks of two seconds that is from any bound to any other. Without
 * state but the settings; safe for any thread.
 */
final class SmartBatchingStrategy implements TuningStrategy {
    static final double AIM = 0.75;
    static final double BACKLOG = 2;

    private static final double MOST_CHANGE = 0.5;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private volatile SmartSettings settings;

    SmartBatchingStrategy(SmartSettings settings) {
        this.settings = settings;
    }

    void reconfigure(SmartSettings next) {
        settings = next;
    }

    @Override
    public String name() {
        return "smart";
    }

    @Override
    public TuningRecommendation tune(PerformanceMetrics metrics) {
        SmartSettings now = settings;
        double latency = Math.max(nanos(metrics.p99Latency()), nanos(metrics.queueAge()));
        double target = nanos(now.targetLatency());
        double waitingBatches = (double) metrics.queueDepth() / Math.max(1, metrics.batchSize());
        if (latency > target && waitingBatches > BACKLOG) {
            return grow(metrics, now, waitingBatches, "backlog");
        }
        if (latency > target && waitingBatches <= 1) {
            return shrink(metrics, now.learningRate() * (AIM * target / latency - 1), latency);
        }
        if (latency <= target && waitingBatches >= 1 && metrics.eventsPerSecond() < now.targetThroughput()) {
            return grow(metrics, now, BACKLOG, "below the target throughput");
        }
        return TuningRecommendation.NONE;
    }

    private static TuningRecommendation grow(
            PerformanceMetrics metrics, SmartSettings now, double waitingBatches, String why) {
        double change = Math.min(MOST_CHANGE, now.learningRate() * (waitingBatches - 1));
        return new TuningRecommendation(
                change,
                0,
                0,
                String.format(
                        Locale.ROOT,
                        "%s: %,d wait at %,.0f/s, larger batches",
                        why,
                        metrics.queueDepth(),
                        metrics.eventsPerSecond()));
    }

    private static TuningRecommendation shrink(PerformanceMetrics metrics, double wanted, double latency) {
        double change = Math.max(-MOST_CHANGE, wanted);
        double inInterval = metrics.eventsPerSecond() * nanos(metrics.interval()) / NANOS_PER_SECOND;
        boolean fills = inInterval >= metrics.batchSize();
        return new TuningRecommendation(
                fills ? change : 0,
                fills ? change / 2 : change,
                0,
                String.format(
                        Locale.ROOT,
                        "p99 %.1f ms is late: %s",
                        latency / NANOS_PER_MILLI,
                        fills ? "smaller batches" : "a shorter interval"));
    }

    /** As a number that cannot overflow. */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * NANOS_PER_SECOND + duration.getNano();
    }
}
