package io.signalbox.processor.adaptive.internal;

import static io.signalbox.api.ProcessingMode.ASYNC;
import static io.signalbox.api.ProcessingMode.BATCH;
import static io.signalbox.api.ProcessingMode.SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.config.Settings;
import io.signalbox.api.spi.QueueLoad;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each test runs a simulated queue in virtual time, in looks of about 25 ms. */
class ChoiceTest {
    private static final double LOOK_NANOS = 25e6;
    private static final int SECOND = 40;
    private static final Set<ProcessingMode> ALL = EnumSet.of(SYNC, ASYNC, BATCH);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Set<ProcessingMode> present = ALL;
    private SimulatedQueue queue = new SimulatedQueue(1, 0.5);
    private Choice choice = new Choice(false, 0);
    private ProcessingMode mode = ASYNC;
    private double now;
    private double next; // when an event comes
    private int changes;

    /** Lets so many looks pass with so many events a second, which come in bursts of so many. */
    private void run(int looks, double perSecond, int burst) {
        double gap = 1e9 * burst / perSecond;
        next = Math.max(now, Math.min(next, now + gap));
        for (int look = 0; look < looks; look++) {
            double end = now + LOOK_NANOS * (0.9 + 0.2 * random.nextDouble());
            for (; next < end; next += gap * (0.8 + 0.4 * random.nextDouble())) {
                for (int i = 0; i < burst; i++) {
                    queue.arrive(next + i * 200, mode);
                }
            }
            now = end;
            look(queue.look(mode, now));
        }
    }

    private void look(QueueLoad load) {
        ProcessingMode before = mode;
        mode = choice.look(load, AdaptiveSettings.DEFAULT, present, (long) now);
        changes += mode == before ? 0 : 1;
    }

    private String seen() {
        return "seed " + seed + ", " + mode + ": " + choice.reason();
    }

    @Test
    void itBeginsAsAsync() {
        run(1, 10, 1);

        assertThat(mode).isEqualTo(ASYNC);
    }

    @Test
    void aTrickleOfShortEventsBecomesSyncAndStaysSo() {
        run(2 * SECOND, 100, 1);

        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);
        run(60 * SECOND, 100, 1);
        assertThat(changes).describedAs(seen()).isEqualTo(1);
    }

    @Test
    void aSteadyLoadOfShortEventsBecomesSyncAndStaysSo() {
        run(2 * SECOND, 20_000, 1);

        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);
        run(60 * SECOND, 20_000, 1);
        assertThat(changes).describedAs(seen()).isEqualTo(1);
    }

    @Test
    void burstsWhoseEventsAreCheaperTogetherBecomeBatch() {
        // given
        queue = new SimulatedQueue(5, 0.1);

        // when
        run(4 * SECOND, 20_000, 1_000);

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(BATCH);
        assertThat(choice.reason())
                .contains("/s, ")
                .contains(" waiting, ")
                .contains(" µs each as ASYNC, ")
                .contains(" µs each as BATCH");
        run(60 * SECOND, 20_000, 1_000);
        assertThat(changes).describedAs(seen()).isLessThanOrEqualTo(3);
        assertThat(mode).describedAs(seen()).isEqualTo(BATCH);
    }

    @Test
    void burstsWhoseEventsAreNotCheaperTogetherStayAsync() {
        // given
        queue = new SimulatedQueue(0, 5);

        // when
        run(60 * SECOND, 20_000, 1_000);

        // then: trials after 0, 2, 4, 8, 16, 32 s, each with a return
        assertThat(changes).describedAs(seen()).isBetween(2, 12);
        assertThat(choice.reason()).contains("BATCH saves too little");
    }

    @Test
    void aSlowHandlerStaysAsync() {
        // given
        queue = new SimulatedQueue(0, 1_000);

        // when
        run(60 * SECOND, 300, 1);

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(ASYNC);
        assertThat(changes).describedAs(seen()).isZero();
    }

    @Test
    void aSlowHandlerThatPausesHoldUpIsNotTriedAsBatch() {
        // given
        queue = new SimulatedQueue(0, 1_000);
        run(2 * SECOND, 300, 1);

        // when: now and then nothing moves for two looks, and then a few events at once
        for (int pause = 0; pause < 20; pause++) {
            for (int events : new int[] {0, 0, 20}) {
                now += LOOK_NANOS;
                look(new QueueLoad(25_000_000, events, events * 1_000_000L, 0, 0, 40_000_000));
                queue.look(mode, now);
            }
            next = now;
            run(SECOND / 2, 300, 1);
        }

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(ASYNC);
        assertThat(changes).describedAs(seen()).isZero();
    }

    @Test
    void aHandlerThatBlocksNeverBecomesSync() {
        // given
        choice = new Choice(true, 0);

        // when
        run(60 * SECOND, 1_000, 1);

        // then
        assertThat(mode).isEqualTo(ASYNC);
        assertThat(changes).isZero();
    }

    @Test
    void aHandlerThatBecomesSlowLeavesSyncAtOnce() {
        // given
        run(2 * SECOND, 1_000, 1);
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);

        // when
        queue.costs(0, 400);
        run(4, 1_000, 1);

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(ASYNC);
    }

    @Test
    void aCallThatDoesNotReturnLeavesSyncAtOnce() {
        // given
        run(2 * SECOND, 1_000, 1);
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);

        // when
        now += LOOK_NANOS;
        look(new QueueLoad(25_000_000, 0, 0, 1, 120_000_000, 0));

        // then
        assertThat(mode).isEqualTo(ASYNC);
        assertThat(choice.reason()).startsWith("a call does not return; ");
    }

    @Test
    void oneOddLookChangesNothing() {
        // given
        run(2 * SECOND, 1_000, 1);

        // when: something held the publisher up for 20 ms in the middle of a call
        now += LOOK_NANOS;
        look(new QueueLoad(25_000_000, 25, 20_000_000, 0, 0, 20_000_000));

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);
    }

    @Test
    void whatAPauseHeldUpIsNoBurst() {
        // given: a load that SYNC is right for
        run(2 * SECOND, 20_000, 1);
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);

        // when: now and then nothing moves for two looks, and then all at once
        for (int pause = 0; pause < 20; pause++) {
            for (int events : new int[] {0, 0, 1_500}) {
                now += LOOK_NANOS;
                look(new QueueLoad(25_000_000, events, events * 1_500L, 0, 0, 100_000));
                queue.look(mode, now);
            }
            next = now;
            run(SECOND / 2, 20_000, 1);
        }

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);
        assertThat(changes).describedAs(seen()).isEqualTo(1);
    }

    @Test
    void burstsEndSyncAndASteadyLoadBringsItBack() {
        // given
        queue = new SimulatedQueue(3, 0.1);
        run(2 * SECOND, 10_000, 1);
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);

        // when
        run(5 * SECOND, 20_000, 1_000);

        // then
        assertThat(mode).describedAs(seen()).isEqualTo(BATCH);
        run(30 * SECOND, 10_000, 1);
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);
        assertThat(changes).isLessThanOrEqualTo(6);
    }

    @Test
    void noiseAroundAThresholdDoesNotFlap() {
        // given: 20 µs is just what an event may take
        for (int look = 0; look < 60 * SECOND; look++) {
            now += LOOK_NANOS;
            double each = 20_000 * (0.5 + random.nextDouble());

            // when
            look(new QueueLoad(25_000_000, 100, (long) (100 * each), 0, 0, 100_000));
        }

        // then
        assertThat(changes).describedAs(seen()).isLessThanOrEqualTo(1);
    }

    @Test
    void whateverTheLoadDoesTheChangesAreBounded() {
        // given: as nasty as a load can be
        queue = new SimulatedQueue(4, 0.5);
        int minutes = 10;
        for (int i = 0; i < minutes * 60; i++) {
            queue.costs(random.nextInt(3) == 0 ? 50 : 3, 0.2);
            int burst = random.nextBoolean() ? 1 : 800;
            run(SECOND, random.nextBoolean() ? 500 : 16_000, burst);
        }

        // then: see Patience; a trial and its end are two more each time, ever rarer
        assertThat(changes).describedAs(seen()).isLessThanOrEqualTo(10 + 3 * minutes + 2 * minutes);
    }

    @Test
    void onlyModesThatArePresentAreChosen() {
        // given
        present = EnumSet.of(ASYNC);

        // when
        run(2 * SECOND, 100, 1);
        queue = new SimulatedQueue(5, 0.1);
        run(4 * SECOND, 20_000, 1_000);

        // then
        assertThat(changes).isZero();
    }

    @Test
    void aModeThatGoesIsLeftAtOnceAndWhenItComesBackChosenAgain() {
        // given
        run(2 * SECOND, 100, 1);
        assertThat(mode).isEqualTo(SYNC);

        // when
        present = EnumSet.of(ASYNC, BATCH);
        run(1, 100, 1);

        // then
        assertThat(mode).isEqualTo(ASYNC);
        present = EnumSet.of(BATCH);
        run(1, 100, 1);
        assertThat(mode).isEqualTo(BATCH);
        assertThat(choice.reason()).startsWith("there is no ASYNC processor; ");
        present = ALL;
        run(10 * SECOND, 100, 1);
        assertThat(mode).describedAs(seen()).isEqualTo(SYNC);
    }

    @Test
    void itIsWithinATenthOfTheBestFixedMode() {
        scoreOf(100, 1, 1, 0.5);
        scoreOf(20_000, 1, 1, 0.5);
        scoreOf(20_000, 1_000, 5, 0.1);
        scoreOf(300, 1, 0, 1_000);
    }

    private void scoreOf(double perSecond, int burst, double callMicros, double eventMicros) {
        double best = Double.MAX_VALUE;
        for (ProcessingMode fixed : ALL) {
            present = EnumSet.of(fixed);
            mode = fixed;
            choice = new Choice(false, (long) now);
            queue = new SimulatedQueue(callMicros, eventMicros);
            best = Math.min(best, scoreAfterWarmUp(fixed, perSecond, burst));
        }
        present = ALL;
        mode = ASYNC;
        choice = new Choice(false, (long) now);
        queue = new SimulatedQueue(callMicros, eventMicros);
        double adaptive = scoreAfterWarmUp(null, perSecond, burst);
        assertThat(adaptive).describedAs("%s; best fixed %.1f µs", seen(), best).isLessThanOrEqualTo(best * 1.1);
    }

    /** With a fixed mode the choice is asked and not obeyed. */
    private double scoreAfterWarmUp(ProcessingMode fixed, double perSecond, int burst) {
        for (int look = 0; look < 15 * SECOND; look++) {
            run(1, perSecond, burst);
            mode = fixed == null ? mode : fixed;
            if (look == 5 * SECOND) {
                queue.score();
            }
        }
        return queue.score();
    }

    @Test
    void settingsThatDoNotFitAreRefusedByName() {
        // given
        Settings settings =
                new Settings(AdaptiveSettings.PID, Map.of("look.millis", "1", "batch.gain", "2", "sync.micros", "7"));

        // when
        AdaptiveSettings read = AdaptiveSettings.read(settings, AdaptiveSettings.DEFAULT);

        // then
        assertThat(settings.refusals())
                .containsExactlyInAnyOrder(
                        "io.signalbox.processor.adaptive: look.millis must be 5..1000 ms, was '1'",
                        "io.signalbox.processor.adaptive: batch.gain must be 0.0..1.0, was '2'");
        assertThat(read.syncMicros()).isEqualTo(7);
        assertThat(read.look()).isEqualTo(AdaptiveSettings.DEFAULT.look());
    }
}
