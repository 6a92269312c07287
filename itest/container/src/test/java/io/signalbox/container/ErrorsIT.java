package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/** P1: a handler that throws an {@code Error} harms itself alone. */
@RunWith(PaxExam.class)
public class ErrorsIT {
    private static final int EVENTS = 50;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private DeadLetters deadLetters;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.bus(),
            Container.bundles("io.signalbox.processor.batch", "io.signalbox.processor.adaptive", "io.signalbox.tuning")
        };
    }

    /** Handlers by the error that they throw at every event. */
    private static Map<Class<? extends Error>, EnhancedEventHandler> broken() {
        Map<Class<? extends Error>, EnhancedEventHandler> broken = new LinkedHashMap<>();
        broken.put(NoClassDefFoundError.class, event -> {
            throw new NoClassDefFoundError("planted");
        });
        broken.put(StackOverflowError.class, event -> dig(1));
        broken.put(AssertionError.class, event -> {
            throw new AssertionError("planted");
        });
        broken.put(ThreadDeath.class, event -> {
            throw new ThreadDeath();
        });
        broken.put(LinkageError.class, event -> {
            throw new LinkageError("planted");
        });
        broken.put(OutOfMemoryError.class, event -> keep(new long[Integer.MAX_VALUE]));
        return broken;
    }

    /** Never returns: a real overflow of the stack. */
    private static long dig(long depth) {
        return depth < 0 ? depth : dig(depth + 1) + dig(depth + 2);
    }

    private static void keep(long[] memory) {
        memory[0] = 1;
    }

    @Test
    public void anAsyncHandlerThatThrowsAnErrorHarmsItselfAlone() throws Exception {
        throwing(ProcessingMode.ASYNC);
    }

    @Test
    public void aSyncHandlerThatThrowsAnErrorHarmsItselfAloneAndNotItsPublisher() throws Exception {
        throwing(ProcessingMode.SYNC);
    }

    @Test
    public void aBatchHandlerThatThrowsAnErrorHarmsItselfAlone() throws Exception {
        throwing(ProcessingMode.BATCH);
    }

    @Test
    public void anAdaptiveHandlerThatThrowsAnErrorHarmsItselfAlone() throws Exception {
        throwing(ProcessingMode.ADAPTIVE);
    }

    private void throwing(ProcessingMode mode) throws Exception {
        // given
        Map<Class<? extends Error>, EnhancedEventHandler> broken = broken();
        broken.forEach((error, handler) -> bus.subscribe(
                "shared",
                handler,
                SubscriptionOptions.builder()
                        .mode(mode)
                        .priority(50)
                        .name(error.getName())
                        .retryPolicy(RetryPolicy.NONE)
                        .build()));
        Inbox inline = healthy(ProcessingMode.SYNC);
        Inbox queued = healthy(ProcessingMode.ASYNC);
        Inbox sameMode = healthy(mode);

        // when
        Publisher publisher = new Publisher(bus, "shared", 1, EVENTS).join();

        // then
        assertWhole(inline);
        assertWhole(queued);
        assertWhole(sameMode);
        assertEquals("[]", publisher.failures().toString());
        assertEquals("{}", publisher.refusals().toString());
        Subscriptions subscriptions = new Subscriptions(view);
        for (Class<? extends Error> error : broken.keySet()) {
            subscriptions.awaitEmpty(error.getName());
            SubscriptionView counts = subscriptions.named(error.getName());
            assertEquals(counts.toString(), State.ACTIVE, counts.state());
            assertEquals(counts.toString(), EVENTS, counts.failed());
            assertEquals(counts.toString(), EVENTS, counts.parked());
            assertEquals(counts.toString(), 0, counts.delivered());
            assertEquals(error.getName(), EVENTS, lettersWith(error));
        }
        System.out.printf(
                "%s: %d kinds of Error, each %d times: longest publish %d ms, %d dead letters with their stack%n",
                mode,
                broken.size(),
                EVENTS,
                publisher.longestMillis(),
                deadLetters.list().size());
    }

    private Inbox healthy(ProcessingMode mode) {
        Inbox inbox = new Inbox();
        bus.subscribe("shared", inbox, SubscriptionOptions.builder().mode(mode).build());
        return inbox;
    }

    private static void assertWhole(Inbox inbox) {
        Wait.until(inbox::toString, () -> inbox.position() == EVENTS);
        assertEquals("[]", inbox.faults().toString());
        assertEquals(0, inbox.lost());
    }

    /** The JVM makes the stack of a few such errors only. */
    private static boolean stackless(Class<? extends Error> error) {
        return error == OutOfMemoryError.class;
    }

    private long lettersWith(Class<? extends Error> error) {
        long found = 0;
        for (DeadLetter letter : deadLetters.list()) {
            if (letter.subscription().equals(error.getName())) {
                found++;
                assertTrue(letter.cause(), letter.cause().startsWith(error.getName()));
                assertTrue(letter.stack(), stackless(error) || letter.stack().contains(ErrorsIT.class.getName()));
                assertEquals(letter.toString(), 1, letter.attempts());
            }
        }
        return found;
    }
}
