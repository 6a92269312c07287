package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Ordering;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.PendingRetry;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;

/** P4 and P6: what fails is tried again by its policy and parked at last, and the order of each key is kept through it. */
@RunWith(PaxExam.class)
public class RetryFaultsIT {
    private static final String RETRY = "io.signalbox.retry";
    private static final String TYPE = "keyed";
    private static final String NAME = "failing";

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private DeadLetters deadLetters;

    @Inject
    private ConfigurationAdmin configurations;

    private Subscriptions subscriptions;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.bus(),
            Container.bundles(
                    RETRY, "io.signalbox.processor.batch", "io.signalbox.processor.adaptive", "io.signalbox.tuning")
        };
    }

    @Before
    public void lookUp() {
        subscriptions = new Subscriptions(view);
    }

    private void subscribe(KeyedInbox handler, ProcessingMode mode, RetryPolicy policy) {
        bus.subscribe(
                TYPE,
                handler,
                SubscriptionOptions.builder()
                        .name(NAME)
                        .mode(mode)
                        .ordering(Ordering.KEY)
                        .parallelism(4)
                        .queueCapacity(1 << 16)
                        .retryPolicy(policy)
                        .build());
    }

    private void publish(int line, long number) {
        assertTrue(bus.publish(new Keyed(TYPE, line, number)).complete());
    }

    /** The policy "exponential" of the retry bundle, set to these. */
    private RetryPolicy exponential(Map<String, ?> settings) throws Exception {
        Configurations.setInstance(configurations, RETRY, "exponential", settings);
        Wait.until(
                () -> "a configured policy beside the ready-made one",
                () -> policies().size() == 2);
        return context.getService(Collections.max(policies()));
    }

    private List<ServiceReference<RetryPolicy>> policies() {
        try {
            return List.copyOf(
                    context.getServiceReferences(RetryPolicy.class, "(" + RetryPolicy.NAME + "=exponential)"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- every third event fails a few times

    private static final int LINES = 40;
    private static final int NUMBERS = 36;
    private static final int BASE_MILLIS = 4;
    private static final int CAP_MILLIS = 16;
    private static final double JITTER = 0.5;
    private static final int MOST_FAILURES = 4;

    /** Does as another policy says, and remembers what that was and from when on. */
    private static final class Recorded implements RetryPolicy {
        private final RetryPolicy policy;
        private final Map<Integer, List<Long>> delays = new ConcurrentHashMap<>(); // micros, by attempt
        private final Map<Keyed, Long> due = new ConcurrentHashMap<>();

        Recorded(RetryPolicy policy) {
            this.policy = policy;
        }

        @Override
        public Optional<Duration> nextDelay(FailedAttempt failure) {
            Optional<Duration> delay = policy.nextDelay(failure);
            long nanos = delay.orElseThrow().toNanos();
            delays.computeIfAbsent(failure.attempt(), key -> Collections.synchronizedList(new ArrayList<>()))
                    .add(nanos / 1_000);
            due.put((Keyed) failure.event(), System.nanoTime() + nanos);
            return delay;
        }
    }

    /** Fails every third event of a line one to four times, and looks that none is tried again too early. */
    private static final class Stumbling extends KeyedInbox {
        private final Map<Keyed, Integer> failed = new ConcurrentHashMap<>();
        private final Recorded policy;

        Stumbling(Recorded policy) {
            super(LINES);
            this.policy = policy;
        }

        @Override
        void before(Keyed event) {
            Long due = policy.due.get(event);
            if (due != null && System.nanoTime() < due) {
                fault(event + " is tried again " + (due - System.nanoTime()) + " ns too early");
            }
            if (event.number() % 3 == 0 && failed.merge(event, 1, Integer::sum) <= failuresOf(event)) {
                throw new IllegalStateException("planted at " + event);
            }
        }

        static int failuresOf(Keyed event) {
            return (int) (1 + (event.line() + event.number() / 3) % MOST_FAILURES);
        }
    }

    @Test
    public void everyThirdAsyncEventIsTriedAgainByItsPolicyInItsPlace() throws Exception {
        everyThirdIsTriedAgain(ProcessingMode.ASYNC);
    }

    @Test
    public void everyThirdEventInBatchesIsTriedAgainByItsPolicyInItsPlace() throws Exception {
        everyThirdIsTriedAgain(ProcessingMode.BATCH);
    }

    @Test
    public void everyThirdAdaptiveEventIsTriedAgainByItsPolicyInItsPlace() throws Exception {
        everyThirdIsTriedAgain(ProcessingMode.ADAPTIVE);
    }

    private void everyThirdIsTriedAgain(ProcessingMode mode) throws Exception {
        // given
        Recorded policy = new Recorded(exponential(Map.of(
                "base.millis",
                BASE_MILLIS,
                "cap.millis",
                CAP_MILLIS,
                "multiplier",
                2.0,
                "jitter",
                JITTER,
                "max.attempts",
                0)));
        Stumbling handler = new Stumbling(policy);
        subscribe(handler, mode, policy);

        // when
        long events = (long) LINES * NUMBERS;
        for (long number = 1; number <= NUMBERS; number++) {
            for (int line = 0; line < LINES; line++) {
                publish(line, number);
            }
        }

        // then
        Wait.until(() -> handler + ", " + subscriptions.named(NAME), () -> handler.received() == events);
        subscriptions.awaitEmpty(NAME);
        SubscriptionView counts = subscriptions.named(NAME);
        assertEquals("[]", handler.faults().toString());
        assertEquals(counts.toString(), handler.failures(), counts.failed());
        assertEquals(counts.toString(), handler.failures(), counts.retried());
        assertEquals(counts.toString(), events, counts.offered());
        assertEquals(counts.toString(), events, counts.delivered());
        assertEquals(counts.toString(), 0, counts.parked());
        assertTrue(
                "every third failed: " + counts,
                counts.failed()
                        >= IntStream.range(0, LINES)
                                .mapToLong(line -> planted(line))
                                .sum());
        System.out.printf(
                "%s: %d events of %d keys, %d failed tries, each tried again in its place after (µs) %s%n",
                mode, events, LINES, counts.failed(), spread(policy));
        for (int attempt = 1; attempt <= MOST_FAILURES; attempt++) {
            assertBackedOff(attempt, policy.delays.get(attempt));
        }
    }

    private static long planted(int line) {
        long planted = 0;
        for (long number = 3; number <= NUMBERS; number += 3) {
            planted += Stumbling.failuresOf(new Keyed(TYPE, line, number));
        }
        return planted;
    }

    private static String spread(Recorded policy) {
        StringBuilder text = new StringBuilder();
        policy.delays.forEach((attempt, delays) -> text.append(attempt)
                .append(": ")
                .append(Collections.min(delays))
                .append("..")
                .append(Collections.max(delays))
                .append(" "));
        return text.toString();
    }

    private static void assertBackedOff(int attempt, List<Long> delays) {
        double nominal = Math.min(CAP_MILLIS, BASE_MILLIS * Math.pow(2, attempt - 1)) * 1_000;
        assertTrue(
                attempt + ": " + Collections.min(delays), Collections.min(delays) >= (long) (nominal * (1 - JITTER)));
        assertTrue(attempt + ": " + Collections.max(delays), Collections.max(delays) <= nominal * (1 + JITTER));
        long different = delays.stream().distinct().count();
        assertTrue(attempt + ": " + different + " of " + delays.size() + " differ", different > delays.size() / 2);
    }

    // ---- one event always fails

    private static final int OTHER_LINES = 100;
    private static final int OTHER_EVENTS = 10_000;
    private static final int POISONED = OTHER_LINES; // the line
    private static final long POISON = 50;
    private static final long AFTER_POISON = 100;
    private static final int TRIES = 4;

    /** Always fails at one event, and remembers what was parked when the next one of its key came. */
    private final class Poisoned extends KeyedInbox {
        private volatile long othersBeforeLastTry;
        private volatile int tries;
        private volatile int parkedBeforeNext = -1;

        Poisoned() {
            super(OTHER_LINES + 1);
        }

        @Override
        void before(Keyed event) {
            if (event.line() == POISONED && event.number() == POISON) {
                tries = tries + 1;
                othersBeforeLastTry = received() - (POISON - 1);
                throw new IllegalStateException("poison");
            }
            if (event.line() == POISONED && event.number() == POISON + 1) {
                parkedBeforeNext = deadLetters.list().size();
            }
        }
    }

    @Test
    public void aPoisonousAsyncEventIsParkedWithItsHistoryWhileTheOtherKeysGoOn() throws Exception {
        aPoisonousEventIsParked(ProcessingMode.ASYNC);
    }

    @Test
    public void aPoisonousEventInBatchesIsParkedWithItsHistoryWhileTheOtherKeysGoOn() throws Exception {
        aPoisonousEventIsParked(ProcessingMode.BATCH);
    }

    private void aPoisonousEventIsParked(ProcessingMode mode) throws Exception {
        // given
        Poisoned handler = new Poisoned();
        RetryPolicy policy = exponential(Map.of(
                "base.millis", 200, "cap.millis", 2_000, "multiplier", 2.0, "jitter", 0.0, "max.attempts", TRIES));
        subscribe(handler, mode, policy);

        // when
        Instant began = Instant.now();
        for (long number = 1; number <= OTHER_EVENTS / OTHER_LINES; number++) {
            publish(POISONED, number);
            for (int line = 0; line < OTHER_LINES; line++) {
                publish(line, number);
            }
        }

        // then
        Wait.until(
                () -> "no retry is shown by " + subscriptions.named(NAME),
                () -> !subscriptions.named(NAME).retries().isEmpty());
        PendingRetry shown = subscriptions.named(NAME).retries().get(0);
        assertEquals(shown.toString(), Keyed.key(POISONED), shown.key());
        assertEquals(shown.toString(), "java.lang.IllegalStateException: poison", shown.cause());
        assertTrue(shown.toString(), shown.next().isAfter(began));
        Wait.until(
                () -> handler + ", " + subscriptions.named(NAME),
                () -> handler.received() == OTHER_EVENTS + AFTER_POISON - 1 && handler.last(POISONED) == AFTER_POISON);
        subscriptions.awaitEmpty(NAME);
        SubscriptionView counts = subscriptions.named(NAME);
        System.out.printf(
                "%s: one event of one key failed %d times, %d others were handled before its last try; %s%n",
                mode,
                handler.tries,
                handler.othersBeforeLastTry,
                deadLetters.list().get(0).history());
        assertEquals(
                "[" + Keyed.key(POISONED) + ": expected " + POISON + ", came " + (POISON + 1) + "]",
                handler.faults().toString());
        assertEquals("others before its last try", OTHER_EVENTS, handler.othersBeforeLastTry);
        assertEquals("parked before the next of its key came", 1, handler.parkedBeforeNext);
        assertEquals(counts.toString(), OTHER_EVENTS + AFTER_POISON, counts.offered());
        assertEquals(counts.toString(), OTHER_EVENTS + AFTER_POISON - 1, counts.delivered());
        assertEquals(counts.toString(), 1, counts.parked());
        assertEquals(counts.toString(), handler.failures(), counts.failed());
        assertEquals(1, deadLetters.list().size());
        assertTold(deadLetters.list().get(0));
    }

    private static void assertTold(DeadLetter letter) {
        assertEquals(letter.toString(), new Keyed(TYPE, POISONED, POISON), letter.event());
        assertEquals(letter.toString(), NAME, letter.subscription());
        assertEquals(letter.toString(), TRIES, letter.attempts());
        assertEquals(letter.toString(), "java.lang.IllegalStateException: poison", letter.cause());
        assertTrue(letter.stack(), letter.stack().contains(Poisoned.class.getName() + ".before"));
        assertEquals(letter.toString(), TRIES, letter.history().size());
        assertEquals(letter.firstFailure(), letter.history().get(0).at());
        Instant before = Instant.EPOCH;
        for (DeadLetter.Try each : letter.history()) {
            assertEquals(letter.cause(), each.cause());
            assertTrue(letter.history().toString(), each.at().isAfter(before));
            before = each.at();
        }
        assertTrue(letter.toString(), !letter.parkedAt().isBefore(before));
    }
}
