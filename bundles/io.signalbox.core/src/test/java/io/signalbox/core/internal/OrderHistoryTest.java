package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.EventPattern;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories of publishes, deliveries, failures, retries, quarantines, swaps of processor, policy and handler, and
 * redrives, each against {@link HistoryModel}. {@code -Dhistory.seed=N -Dhistory.count=1} repeats one.
 */
class OrderHistoryTest {
    private static final int STEPS = 60;
    private static final long LIMIT_NANOS = 10_000_000_000L;
    private static final String POLICY = "model";
    private static final EventBusConfig CONFIG = EventBusConfig.DEFAULT.toBuilder()
            .drainDeadline(Duration.ZERO)
            .quarantineProbe(Duration.ofMillis(5))
            .build();

    /** Lets the history choose how a mailbox is served. */
    private static final class Chooser implements EventProcessor {
        final Set<DeliveryQueue> queues = new LinkedHashSet<>();

        @Override
        public ProcessingMode mode() {
            return ProcessingMode.ADAPTIVE;
        }

        @Override
        public void attach(DeliveryQueue queue) {
            queues.add(queue);
        }

        @Override
        public void detach(DeliveryQueue queue) {
            queues.remove(queue);
        }

        @Override
        public void signal(DeliveryQueue queue) {
            throw new IllegalStateException("a processor that chose another is not signalled");
        }
    }

    private static final class History implements AutoCloseable {
        final StepClock clock = new StepClock();
        final EventBusCore bus = new EventBusCore(CONFIG, clock);
        final long seed;
        final Random random;
        final ProcessingMode mode;
        final HistoryModel model;
        final Subscription subscription;
        final List<StepProcessor> processors = new ArrayList<>();
        final Chooser chooser = new Chooser();
        StepProcessor async = new StepProcessor(ProcessingMode.ASYNC);
        StepProcessor batch = new StepProcessor(ProcessingMode.BATCH);
        int published;
        int overruns;
        boolean away;
        boolean policyAway;

        History(long seed) {
            this.seed = seed;
            random = new Random(seed);
            mode = ProcessingMode.values()[random.nextInt(ProcessingMode.values().length)];
            Ordering ordering = random.nextInt(3) == 0 ? Ordering.SUBSCRIPTION : Ordering.KEY;
            model = new HistoryModel(random, ordering);
            bus.addProcessor(new Inline(), 0, "inline");
            bus.addProcessor(async, 0, "async");
            bus.addProcessor(batch, 0, "batch");
            bus.addProcessor(chooser, 0, "chooser");
            bus.strategies().addRetryPolicy(POLICY, model, 0);
            bus.start();
            SubscriptionOptions options = SubscriptionOptions.builder()
                    .name("model")
                    .mode(mode)
                    .ordering(ordering)
                    .parallelism(1 + random.nextInt(3))
                    .queueCapacity(1_000)
                    .timeBudget(Duration.ZERO)
                    .overflow(OverflowPolicy.REJECT)
                    .retryPolicyName(POLICY)
                    .build();
            subscription = bus.desk().open(List.of(new EventPattern("a")), model, options);
        }

        void run() {
            for (int step = 0; step < STEPS && model.wrong().isEmpty(); step++) {
                step(random.nextInt(24));
            }
            finish();
        }

        private void step(int what) {
            switch (what) {
                case 0 -> swapAsync();
                case 1 -> swapBatch();
                case 2 -> leaveOrReturn();
                case 3 -> takeOrGivePolicy();
                case 4 -> overrun();
                case 5 -> overrunEnds();
                case 6 -> redrive();
                case 7, 8 -> choose();
                case 9, 10, 11 -> clock.advanceMillis(random.nextInt(15));
                case 12, 13, 14, 15 -> runOne();
                case 16 -> runAll();
                default -> publish();
            }
        }

        private void publish() {
            Tick event = new Tick("a", published++, "k" + random.nextInt(5));
            model.offered(event);
            assertThat(bus.publish(event).refused()).isEmpty();
        }

        private void runOne() {
            async.runOne();
            batch.runOne();
        }

        private void runAll() {
            async.runAll();
            batch.runAll();
        }

        private void swapAsync() {
            StepProcessor next = new StepProcessor(ProcessingMode.ASYNC);
            StepProcessor old = async;
            async = next;
            if (random.nextBoolean()) {
                bus.addProcessor(next, 0, "async");
                bus.removeProcessor(old);
            } else {
                bus.removeProcessor(old);
                bus.addProcessor(next, 0, "async");
            }
        }

        private void swapBatch() {
            bus.removeProcessor(batch);
            batch = new StepProcessor(ProcessingMode.BATCH);
            bus.addProcessor(batch, 0, "batch");
        }

        private void leaveOrReturn() {
            if (away) {
                subscription.bind(model);
            } else {
                subscription.unbind();
            }
            away = !away;
        }

        private void takeOrGivePolicy() {
            if (policyAway) {
                bus.strategies().addRetryPolicy(POLICY, model, 0);
            } else {
                bus.strategies().removeRetryPolicy(POLICY, (RetryPolicy) model);
            }
            policyAway = !policyAway;
        }

        private void overrun() {
            overruns++;
            subscription.quarantine();
        }

        private void overrunEnds() {
            if (overruns > 0) {
                overruns--;
                subscription.overrunEnded();
            }
        }

        /** One that the bus refuses stays; with room for all there is none. */
        private void redrive() {
            Set<Long> chosen = new LinkedHashSet<>();
            for (DeadLetter letter : bus.list()) {
                if (random.nextBoolean()) {
                    chosen.add(letter.id());
                    model.offered((Tick) letter.event());
                }
            }
            assertThat(bus.redrive(letter -> chosen.contains(letter.id()))).isEqualTo(chosen.size());
        }

        private void choose() {
            ProcessingMode[] choices = {ProcessingMode.SYNC, ProcessingMode.ASYNC, ProcessingMode.BATCH};
            for (DeliveryQueue queue : List.copyOf(chooser.queues)) {
                queue.serveAs(choices[random.nextInt(choices.length)], "chance");
            }
        }

        private void finish() {
            if (away) {
                leaveOrReturn();
            }
            if (policyAway) {
                takeOrGivePolicy();
            }
            while (overruns > 0) {
                overrunEnds();
            }
            boolean settled = Quiescence.await(this::settle, LIMIT_NANOS);
            assertThat(settled)
                    .as("every event of %s has its fate; left: %s", this, bus.subscriptions())
                    .isTrue();
        }

        private boolean settle() {
            clock.advanceMillis(1_000);
            runAll();
            return bus.stats().queued() == 0 || !model.wrong().isEmpty();
        }

        @Override
        public String toString() {
            return mode + " -Dhistory.count=1 -Dhistory.seed=" + seed;
        }

        @Override
        public void close() {
            bus.close();
        }
    }

    @Test
    void orderSurvivesRetryQuarantineRedriveAndSwap() {
        long first = Long.getLong("history.seed", System.nanoTime());
        int count = Integer.getInteger("history.count", 10_000);
        for (long seed = first; seed < first + count; seed++) {
            try (History history = new History(seed)) {
                history.run();
                String which = history.toString();

                assertThat(history.model.wrong()).as(which).isEmpty();
                assertThat(history.model.waiting()).as(which).isZero();
                List<Integer> parked = history.bus.list().stream()
                        .map(letter -> ((Tick) letter.event()).number())
                        .sorted()
                        .toList();
                assertThat(parked).as(which).isEqualTo(history.model.parked());
                List<Integer> fates = new ArrayList<>(parked);
                fates.addAll(history.model.handled());
                assertThat(fates)
                        .as(which)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, history.published).boxed().toList());
            }
        }
    }
}
