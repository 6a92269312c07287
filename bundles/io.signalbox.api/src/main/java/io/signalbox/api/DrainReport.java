package io.signalbox.api;

import java.time.Duration;
import java.util.List;

/**
 * What became of the events that were queued when the bus was stopped, by subscription.
 *
 * @param took how long draining took
 * @param lines one for each subscription that had something queued
 */
public record DrainReport(Duration took, List<Line> lines) {

    public DrainReport {
        lines = List.copyOf(lines);
    }

    /**
     * One subscription's share; {@code accepted = delivered + parked + carriedOver + lost}.
     *
     * @param subscription its name
     * @param accepted how many events it had queued when the bus was stopped
     * @param delivered how many its handler (or its filter) has finished since
     * @param parked how many became dead letters since
     * @param carriedOver how many stay in the store for the next start
     * @param lost how many could not be delivered before the deadline and are gone
     */
    public record Line(String subscription, long accepted, long delivered, long parked, long carriedOver, long lost) {}

    /** The sum of all lines, under the name {@code total}. */
    public Line total() {
        long accepted = 0;
        long delivered = 0;
        long parked = 0;
        long carriedOver = 0;
        long lost = 0;
        for (Line line : lines) {
            accepted += line.accepted();
            delivered += line.delivered();
            parked += line.parked();
            carriedOver += line.carriedOver();
            lost += line.lost();
        }
        return new Line("total", accepted, delivered, parked, carriedOver, lost);
    }

    /** The report as an operator reads it: a summary, then a line for each subscription. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("drained in " + took.toMillis() + " ms: " + describe(total()));
        for (Line line : lines) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(line.subscription())
                    .append(": ");
            text.append(describe(line));
        }
        return text.toString();
    }

    private static String describe(Line line) {
        return line.accepted() + " queued = " + line.delivered() + " delivered + " + line.parked() + " parked + "
                + line.carriedOver() + " carried over + " + line.lost() + " lost";
    }
}
