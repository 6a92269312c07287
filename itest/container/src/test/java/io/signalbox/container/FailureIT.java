package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.service.cm.ConfigurationAdmin;

/** P6: a failed delivery has one fate: it is retried, then parked, and can be sent again. */
@RunWith(PaxExam.class)
public class FailureIT {
    private static final int EVENTS = 300;
    private static final int RETRIES = 3;

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
        return new Option[] {Container.bus()};
    }

    @Before
    public void setQuickRetries() throws Exception {
        subscriptions = new Subscriptions(view);
        Configurations.set(
                configurations,
                Configurations.CORE,
                Map.of("retry.max", RETRIES, "retry.base.millis", 1, "retry.cap.millis", 2));
        Wait.until(
                () -> "the settings are in force: " + view.config(),
                () -> view.config().retryConfig().maxDelay().toMillis() == 2);
    }

    /** Fails a number of times at every third event, then hands it to its inbox. */
    private static final class Stumbling implements EnhancedEventHandler {
        final Inbox inbox = new Inbox();
        private final Map<Long, Integer> failures = new ConcurrentHashMap<>();
        private volatile int times;

        Stumbling(int times) {
            this.times = times;
        }

        @Override
        public void handle(DomainEvent event) {
            long number = ((LongSupplier) event).getAsLong();
            if (number % 3 == 0 && failures.getOrDefault(number, 0) < times) {
                failures.merge(number, 1, Integer::sum);
                throw new IllegalStateException("planted at " + number);
            }
            inbox.handle(event);
        }

        int failures() {
            return failures.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private void subscribe(EnhancedEventHandler handler, ProcessingMode mode) {
        bus.subscribe(
                "numbered",
                handler,
                SubscriptionOptions.builder().name("stumbling").mode(mode).build());
    }

    @Test
    public void everyThirdAsyncEventIsRetriedInItsPlace() throws Exception {
        retriedInItsPlace(ProcessingMode.ASYNC);
    }

    @Test
    public void everyThirdSyncEventIsRetriedInItsPlace() throws Exception {
        retriedInItsPlace(ProcessingMode.SYNC);
    }

    private void retriedInItsPlace(ProcessingMode mode) throws Exception {
        // given
        Stumbling handler = new Stumbling(RETRIES);
        subscribe(handler, mode);

        // when
        Publisher publisher = new Publisher(bus, "numbered", 1, EVENTS).join();

        // then
        Wait.until(() -> handler.inbox + ", " + view.subscriptions(), () -> handler.inbox.position() == EVENTS);
        subscriptions.awaitEmpty("stumbling");
        SubscriptionView counts = subscriptions.named("stumbling");
        assertEquals("[]", handler.inbox.faults().toString());
        assertEquals("{}", publisher.refusals().toString());
        assertEquals(EVENTS / 3 * RETRIES, handler.failures());
        assertEquals(counts.toString(), handler.failures(), counts.failed());
        assertEquals(counts.toString(), handler.failures(), counts.retried());
        assertEquals(counts.toString(), EVENTS, counts.delivered());
        assertEquals(counts.toString(), EVENTS, counts.offered());
        assertEquals(counts.toString(), 0, counts.parked());
        System.out.printf(
                "%s: %d events, %d failed tries, %d retried, all delivered in order%n",
                mode, EVENTS, counts.failed(), counts.retried());
    }

    @Test
    public void anAsyncEventThatAlwaysFailsIsParkedAndCanBeSentAgain() throws Exception {
        parkedAndSentAgain(ProcessingMode.ASYNC);
    }

    @Test
    public void aSyncEventThatAlwaysFailsIsParkedAndCanBeSentAgain() throws Exception {
        parkedAndSentAgain(ProcessingMode.SYNC);
    }

    private void parkedAndSentAgain(ProcessingMode mode) throws Exception {
        // given
        Stumbling handler = new Stumbling(Integer.MAX_VALUE);
        subscribe(handler, mode);
        new Publisher(bus, "numbered", 1, EVENTS).join();
        subscriptions.awaitEmpty("stumbling");
        SubscriptionView before = subscriptions.named("stumbling");
        assertEquals(before.toString(), EVENTS / 3, before.parked());
        assertEquals(before.toString(), EVENTS, before.delivered() + before.parked());
        assertEquals(before.toString(), EVENTS / 3 * (RETRIES + 1), before.failed());
        for (DeadLetter letter : deadLetters.list()) {
            assertEquals(letter.toString(), "stumbling", letter.subscription());
            assertEquals(letter.toString(), RETRIES + 1, letter.attempts());
            assertEquals("java.lang.IllegalStateException: planted at " + number(letter), letter.cause());
            assertTrue(letter.stack(), letter.stack().contains(Stumbling.class.getName() + ".handle"));
        }
        long received = handler.inbox.received();

        // when
        handler.times = 0;
        int redriven = deadLetters.redrive(letter -> number(letter) <= EVENTS / 2);

        // then
        assertEquals(EVENTS / 6, redriven);
        Wait.until(
                () -> handler.inbox + ", " + view.subscriptions(),
                () -> handler.inbox.received() == received + EVENTS / 6);
        assertTrue(deadLetters.list().stream().allMatch(letter -> number(letter) > EVENTS / 2));
        assertEquals(EVENTS / 6, deadLetters.discard(letter -> true));
        subscriptions.awaitEmpty("stumbling");
        SubscriptionView after = subscriptions.named("stumbling");
        assertEquals(after.toString(), 0, after.parked());
        assertEquals(after.toString(), Map.of("DISCARDED", (long) EVENTS / 6), after.dropped());
        assertEquals(after.toString(), EVENTS, after.offered());
        assertEquals(after.toString(), EVENTS, after.delivered() + Subscriptions.dropped(after));
        System.out.printf(
                "%s: %d parked after %d tries each, %d sent again and handled, %d discarded%n",
                mode, before.parked(), RETRIES + 1, redriven, EVENTS / 6);
    }

    private static long number(DeadLetter letter) {
        return ((LongSupplier) letter.event()).getAsLong();
    }
}
