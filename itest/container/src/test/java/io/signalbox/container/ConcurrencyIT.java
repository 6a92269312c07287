package io.signalbox.container;

import static org.junit.Assert.assertEquals;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import java.util.concurrent.atomic.AtomicLong;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;

/** Handlers are subscribed and unsubscribed while events come, also by themselves. */
@RunWith(PaxExam.class)
public class ConcurrencyIT {
    private static final int ROUNDS = 1_000;
    private static final long PER_SECOND = 20_000;

    @Inject
    private UnifiedEventBus bus;

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong lateCalls = new AtomicLong();

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus()};
    }

    private static SubscriptionOptions mode(ProcessingMode mode) {
        return SubscriptionOptions.builder().mode(mode).build();
    }

    /** Notes calls that come when it is no longer subscribed. */
    private final class Brief implements EnhancedEventHandler {
        volatile boolean ended;

        @Override
        public void handle(DomainEvent event) {
            calls.incrementAndGet();
            if (ended) {
                lateCalls.incrementAndGet();
            }
        }
    }

    @Test
    public void anAsyncHandlerIsNotCalledOnceUnsubscribeHasReturned() {
        unsubscribedUnderLoad(ProcessingMode.ASYNC);
    }

    @Test
    public void aSyncHandlerIsNotCalledOnceUnsubscribeHasReturned() {
        unsubscribedUnderLoad(ProcessingMode.SYNC);
    }

    private void unsubscribedUnderLoad(ProcessingMode mode) {
        // given
        Inbox stays = new Inbox();
        bus.subscribe("numbered", stays, mode(mode));
        Load load = new Load(bus, "numbered", PER_SECOND);
        for (int round = 0; round < ROUNDS; round++) {
            Brief brief = new Brief();
            EventSubscriptionId id = bus.subscribe("numbered", brief, mode(mode));
            long published = load.published();
            Wait.until(() -> "nothing is published", () -> load.published() > published);

            // when
            bus.unsubscribe(id);

            // then
            brief.ended = true;
        }
        load.close();
        assertWhole(mode + " unsubscribed by another thread", stays, load);
        assertEquals(0, lateCalls.get());
    }

    /** Ends its own subscription in its first call, and subscribes its successor. */
    private final class Relay implements EnhancedEventHandler {
        private final ProcessingMode mode;
        private final AtomicLong runners;
        private volatile EventSubscriptionId id;
        private volatile boolean ended;

        Relay(ProcessingMode mode, AtomicLong runners) {
            this.mode = mode;
            this.runners = runners;
        }

        void subscribe() {
            id = bus.subscribe("numbered", this, mode(mode));
        }

        @Override
        public void handle(DomainEvent event) {
            (ended ? lateCalls : calls).incrementAndGet();
            EventSubscriptionId mine = id;
            if (mine != null && !ended) {
                bus.unsubscribe(mine);
                ended = true;
                if (runners.incrementAndGet() < ROUNDS) {
                    new Relay(mode, runners).subscribe();
                }
            }
        }
    }

    @Test
    public void anAsyncHandlerMayUnsubscribeItselfAndSubscribeAnother() {
        relay(ProcessingMode.ASYNC);
    }

    @Test
    public void aSyncHandlerMayUnsubscribeItselfAndSubscribeAnother() {
        relay(ProcessingMode.SYNC);
    }

    private void relay(ProcessingMode mode) {
        // given
        Inbox stays = new Inbox();
        AtomicLong runners = new AtomicLong();
        bus.subscribe("numbered", stays, mode(mode));

        // when
        new Relay(mode, runners).subscribe();
        Load load = new Load(bus, "numbered", PER_SECOND);
        Wait.until(() -> runners + " handlers ran", () -> runners.get() == ROUNDS);
        load.close();

        // then
        assertWhole(mode + " unsubscribed by itself", stays, load);
        assertEquals(0, lateCalls.get());
        Wait.until(() -> bus.stats().toString(), () -> bus.stats().subscriptions() == 1);
    }

    private void assertWhole(String title, Inbox stays, Load load) {
        Wait.until(() -> title + ": " + stays + ", " + load.published(), () -> stays.position() == load.published());
        assertEquals("[]", stays.faults().toString());
        // an event that was on its way to the one that ended says so in its receipt
        load.faults().removeIf(fault -> fault.contains("reason=CLOSED"));
        assertEquals("[]", load.faults().toString());
        Wait.until(() -> title + ": " + bus.stats(), () -> bus.stats().queued() == 0);
        EventBusStats stats = bus.stats();
        assertEquals(
                stats.toString(),
                stats.offered(),
                stats.delivered() + stats.filtered() + stats.parked() + stats.totalDropped());
        System.out.printf(
                "%s: %d times under %.0f events/s, %d calls in time, none late; the neighbour had all %d events%n",
                title, ROUNDS, load.rate(), calls.get(), load.published());
    }
}
