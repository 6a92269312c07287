package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DeadLetters;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Ordering;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/** P4 and P6: dead letters are sent again while live events run: each once more, and the order of each key is kept. */
@RunWith(PaxExam.class)
public class RedriveIT {
    private static final int LINES = 20;
    private static final int LETTERS_A_LINE = 50;
    private static final int LETTERS = LINES * LETTERS_A_LINE;
    private static final long LIVE_A_LINE = 1_000;
    private static final String OLD = "redriven.old";
    private static final String LIVE = "redriven.live";
    private static final String NAME = "once sick";

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private DeadLetters deadLetters;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles("io.signalbox.processor.batch")};
    }

    /** Fails everything until it is cured; enters what is sent again and what is live apart. */
    private static final class Sick implements EnhancedEventHandler {
        final KeyedInbox old = new KeyedInbox(LINES);
        final KeyedInbox live = new KeyedInbox(LINES);
        private volatile boolean cured;

        @Override
        public void handle(DomainEvent event) throws Exception {
            if (!cured) {
                throw new IllegalStateException("sick");
            }
            (event.eventType().equals(OLD) ? old : live).handle(event);
        }
    }

    @Test
    public void aThousandAsyncDeadLettersAreSentAgainAmongLiveEvents() throws Exception {
        sentAgain(ProcessingMode.ASYNC, 1 << 16);
    }

    @Test
    public void aThousandSyncDeadLettersAreSentAgainAmongLiveEvents() throws Exception {
        sentAgain(ProcessingMode.SYNC, 1 << 16);
    }

    @Test
    public void aThousandDeadLettersAreSentAgainInBatchesAmongLiveEvents() throws Exception {
        sentAgain(ProcessingMode.BATCH, 1 << 16);
    }

    @Test
    public void deadLettersThatFindNoRoomStayAndKeepTheOrderOfTheirKey() throws Exception {
        sentAgain(ProcessingMode.ASYNC, 40);
    }

    private void sentAgain(ProcessingMode mode, int capacity) throws Exception {
        // given
        Subscriptions subscriptions = new Subscriptions(view);
        Sick handler = new Sick();
        bus.subscribe(
                "redriven.*",
                handler,
                SubscriptionOptions.builder()
                        .name(NAME)
                        .mode(mode)
                        .ordering(Ordering.KEY)
                        .parallelism(4)
                        .queueCapacity(capacity)
                        .blockDeadline(Duration.ofSeconds(30))
                        .retryPolicy(RetryPolicy.NONE)
                        .build());
        for (long number = 1; number <= LETTERS_A_LINE; number++) {
            for (int line = 0; line < LINES; line++) {
                assertTrue(bus.publish(new Keyed(OLD, line, number)).complete());
            }
        }
        Wait.until(
                () -> deadLetters.list().size() + " dead letters of " + LETTERS,
                () -> deadLetters.list().size() == LETTERS);
        handler.cured = true;

        // when
        List<Thread> publishers = List.of(live(0, LINES / 2), live(LINES / 2, LINES));
        publishers.forEach(Thread::start);
        AtomicInteger redriven = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        List<Thread> operators = new ArrayList<>();
        Runnable operator = () -> Wait.until(() -> deadLetters.list().size() + " dead letters stay", () -> {
            rounds.incrementAndGet();
            return redriven.addAndGet(deadLetters.redrive(letter -> true)) == LETTERS;
        });
        for (int i = 0; i < 2; i++) {
            operators.add(new Thread(operator, "operator-" + i));
        }
        operators.forEach(Thread::start);
        for (Thread thread : operators) {
            thread.join();
        }
        for (Thread thread : publishers) {
            thread.join();
        }

        // then
        subscriptions.awaitEmpty(NAME);
        SubscriptionView counts = subscriptions.named(NAME);
        long liveEvents = LINES * LIVE_A_LINE;
        System.out.printf(
                "%s, room for %d: %d dead letters sent again in %d rounds among %d live events, order per key kept%n",
                mode, capacity, redriven.get(), rounds.get(), liveEvents);
        assertEquals("sent again", "[]", handler.old.faults().toString());
        assertEquals("live", "[]", handler.live.faults().toString());
        assertEquals(LETTERS, redriven.get());
        assertEquals(LETTERS, handler.old.received());
        assertEquals(liveEvents, handler.live.received());
        assertEquals("[]", deadLetters.list().toString());
        assertEquals(counts.toString(), 0, counts.parked());
        assertEquals(counts.toString(), LETTERS, counts.failed());
        assertEquals(counts.toString(), LETTERS + liveEvents, counts.offered());
        assertEquals(counts.toString(), LETTERS + liveEvents, counts.delivered());
        assertEquals(counts.toString(), "{}", counts.dropped().toString());
    }

    private Thread live(int from, int to) {
        return new Thread(
                () -> {
                    for (long number = 1; number <= LIVE_A_LINE; number++) {
                        for (int line = from; line < to; line++) {
                            bus.publish(new Keyed(LIVE, line, number));
                        }
                    }
                },
                "live-" + from);
    }
}
