package io.signalbox.processor.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.config.BatchConfig;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.PerformanceMetrics;
import io.signalbox.api.spi.QueueLoad;
import io.signalbox.api.spi.TuningRecommendation;
import io.signalbox.api.spi.TuningStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The tuner's rounds, made by hand: its thread is never started. */
class TunerTest {
    private static final BatchSettings SETTINGS = new BatchSettings(BatchConfig.DEFAULT, 2, 8, "test");

    private final TuningStrategies strategies = new TuningStrategies();
    private final Agenda agenda = new Agenda();
    private final Crew crew = new Crew(agenda);
    private final List<Task> tasks = new ArrayList<>();
    private final Tuner tuner = new Tuner(tasks, strategies, crew, SETTINGS);

    /** A queue in which something always happens, and that remembers what is said of it. */
    private static final class BusyQueue implements DeliveryQueue {
        private final OptionalInt size;
        private final Optional<Duration> interval;
        private String said = "";

        private BusyQueue(OptionalInt size, Optional<Duration> interval) {
            this.size = size;
            this.interval = interval;
        }

        @Override
        public String subscription() {
            return "busy";
        }

        @Override
        public boolean blocking() {
            return false;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public OptionalInt batchSize() {
            return size;
        }

        @Override
        public Optional<Duration> batchInterval() {
            return interval;
        }

        @Override
        public int deliver(int limit) {
            return 0;
        }

        @Override
        public QueueLoad load() {
            return new QueueLoad(100_000_000, 500, 50_000_000, 20, 3_000_000, 7_000_000);
        }

        @Override
        public void describe(String processing) {
            said = processing;
        }

        @Override
        public boolean rest() {
            return true;
        }
    }

    private record Answering(String name, Function<PerformanceMetrics, TuningRecommendation> answer)
            implements TuningStrategy {
        @Override
        public TuningRecommendation tune(PerformanceMetrics metrics) {
            return answer.apply(metrics);
        }
    }

    private BusyQueue attach(OptionalInt size, Optional<Duration> interval) {
        BusyQueue queue = new BusyQueue(size, interval);
        tasks.add(new Task(queue, SETTINGS.batch(), 0));
        return queue;
    }

    private BusyQueue attach() {
        return attach(OptionalInt.empty(), Optional.empty());
    }

    private void strategy(Function<PerformanceMetrics, TuningRecommendation> answer) {
        strategies.add(new Answering("test", answer), 0);
    }

    private Task task() {
        return tasks.get(0);
    }

    @Test
    void theStrategyIsToldWhatWasMeasuredAndWhatIsInForce() {
        // given
        attach();
        List<PerformanceMetrics> told = new ArrayList<>();
        strategy(metrics -> {
            told.add(metrics);
            return TuningRecommendation.NONE;
        });

        // when
        tuner.look();

        // then
        assertThat(told)
                .containsExactly(new PerformanceMetrics(
                        "busy",
                        5_000,
                        Duration.ofMillis(7),
                        Duration.ofMillis(3),
                        20,
                        Duration.ofNanos(100_000),
                        100,
                        Duration.ofMillis(10),
                        crew.wanted(),
                        100,
                        Duration.ofMillis(10)));
    }

    @Test
    void whatIsRecommendedIsDoneAndSaid() {
        // given
        BusyQueue queue = attach();
        strategy(metrics -> new TuningRecommendation(0.5, -0.5, 0, "late"));

        // when
        tuner.look();

        // then
        assertThat(task().size()).isEqualTo(150);
        assertThat(task().intervalNanos()).isEqualTo(5_000_000);
        assertThat(queue.said).isEqualTo("batches of 150 events or 5.0 ms; test: late");
    }

    @Test
    void nothingGoesBeyondTheBounds() {
        // given
        attach();
        TuningRecommendation[] answer = {new TuningRecommendation(1e9, 1e9, 0, "more")};
        strategy(metrics -> answer[0]);

        // when
        tuner.look();

        // then
        assertThat(task().size()).isEqualTo(1_000);
        assertThat(task().intervalNanos()).isEqualTo(100_000_000);
        answer[0] = new TuningRecommendation(-1, -1, 0, "less");
        tuner.look();
        assertThat(task().size()).isEqualTo(10);
        assertThat(task().intervalNanos()).isEqualTo(1_000_000);
    }

    @Test
    void whatTheSubscriptionHasFixedIsLeftAlone() {
        // given
        attach(OptionalInt.of(64), Optional.of(Duration.ofSeconds(1)));
        strategy(metrics -> new TuningRecommendation(0.5, -0.5, 0, "late"));

        // when
        tuner.look();

        // then
        assertThat(task().size()).isEqualTo(64);
        assertThat(task().intervalNanos()).isEqualTo(1_000_000_000);
    }

    @Test
    void aStrategyThatThrowsOrAnswersNothingChangesNothing() {
        // given
        BusyQueue queue = attach();
        List<Integer> asked = new ArrayList<>();
        strategy(metrics -> {
            asked.add(1);
            if (asked.size() > 1) {
                return null;
            }
            throw new LinkageError("broken");
        });

        // when
        tuner.look();

        // then
        assertThat(queue.said).isEqualTo("batches of 100 events or 10.0 ms; test: failed: LinkageError");
        tuner.look();
        assertThat(asked).hasSize(2);
        assertThat(task().size()).isEqualTo(100);
    }

    @Test
    void whenTheStrategyGoesTheLastValuesStayAndWhenAnotherComesItDecides() {
        // given
        BusyQueue queue = attach();
        TuningStrategy first = new Answering("test", metrics -> new TuningRecommendation(1, 0, 0, "more"));
        strategies.add(first, 0);
        tuner.look();

        // when
        strategies.remove(first);
        tuner.look();

        // then
        assertThat(queue.said)
                .isEqualTo("batches of 200 events or 10.0 ms; there is no tuning strategy 'test', the values stay");
        strategy(metrics -> new TuningRecommendation(-0.5, 0, 0, "less"));
        tuner.look();
        assertThat(task().size()).isEqualTo(100);
    }

    @Test
    void ofTwoStrategiesOfOneNameTheHigherRankingDecides() {
        // given
        attach();
        strategies.add(new Answering("test", metrics -> new TuningRecommendation(1, 0, 0, "low")), 0);
        strategies.add(new Answering("test", metrics -> new TuningRecommendation(2, 0, 0, "high")), 5);

        // when
        tuner.look();

        // then
        assertThat(task().size()).isEqualTo(300);
    }

    @Test
    void theWorkersFollowTheHighestRecommendationOfARoundWithinTheirBound() {
        // given
        crew.resize(2, 8);
        attach();
        attach();
        double[] answers = {-0.5, 1, 100, 100};
        int[] asked = {0};
        strategy(metrics -> new TuningRecommendation(0, 0, answers[asked[0]++], "workers"));

        // when
        tuner.look();

        // then
        assertThat(crew.wanted()).isEqualTo(4);
        tuner.look();
        assertThat(crew.wanted()).isEqualTo(8);
        crew.close();
    }

    @Test
    void withoutAdaptiveBatchingTheSettingsAreInForceAgain() {
        // given
        BusyQueue queue = attach();
        strategy(metrics -> new TuningRecommendation(1, 1, 0, "more"));
        tuner.look();

        // when
        tuner.reconfigure(new BatchSettings(BatchConfig.DEFAULT.withAdaptiveBatching(false), 2, 8, "test"));
        tuner.look();

        // then
        assertThat(task().size()).isEqualTo(100);
        assertThat(queue.said).isEqualTo("batches of 100 events or 10.0 ms");
    }
}
