package io.signalbox.api.spi;

import java.util.Objects;

/**
 * What a tuning strategy would change, as shares of the value in force: 0.1 is a tenth more, -0.1 a tenth less.
 *
 * @param batchSizeAdjustment for the batch size
 * @param intervalAdjustment for the batch interval
 * @param workerCountAdjustment for the workers
 * @param reason why, for the operator
 */
public record TuningRecommendation(
        double batchSizeAdjustment, double intervalAdjustment, double workerCountAdjustment, String reason) {

    /** Nothing to change. */
    public static final TuningRecommendation NONE = new TuningRecommendation(0, 0, 0, "");

    /** @throws IllegalArgumentException if a share is not finite or below -1 */
    public TuningRecommendation {
        Objects.requireNonNull(reason, "reason");
        check("batchSizeAdjustment", batchSizeAdjustment);
        check("intervalAdjustment", intervalAdjustment);
        check("workerCountAdjustment", workerCountAdjustment);
    }

    private static void check(String name, double share) {
        if (!Double.isFinite(share) || share < -1) {
            throw new IllegalArgumentException(name + " must be -1 or more, was " + share);
        }
    }
}
