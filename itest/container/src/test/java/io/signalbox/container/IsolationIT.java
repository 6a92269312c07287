package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ch.qos.logback.classic.Level;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.service.cm.ConfigurationAdmin;

/** P1: a handler that hangs harms itself alone. */
@RunWith(PaxExam.class)
public class IsolationIT {
    private static final int EVENTS = 20_000;
    private static final int BACKLOG = 64;
    private static final int MANY = 100;
    private static final long BUDGET_MILLIS = 200;
    private static final long DEADLINE_MILLIS = 300;
    private static final long SLACK_MILLIS = 500;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private ConfigurationAdmin configurations;

    private final List<HungHandler> hung = new ArrayList<>();
    private Subscriptions subscriptions;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus()};
    }

    @Before
    public void setShortLimits() throws Exception {
        subscriptions = new Subscriptions(view);
        Configurations.set(
                configurations,
                Configurations.CORE,
                Map.of(
                        "time.budget.millis",
                        BUDGET_MILLIS,
                        "block.deadline.millis",
                        DEADLINE_MILLIS,
                        "quarantine.probe.millis",
                        50,
                        "quarantine.probe.max.millis",
                        200));
        Wait.until(
                () -> "the settings are in force: " + view.config(),
                () -> view.config().timeBudget().toMillis() == BUDGET_MILLIS);
    }

    @After
    public void letTheHungOnesGo() {
        hung.forEach(HungHandler::cure);
    }

    private HungHandler hanging(String types, String name, long from, boolean deaf, SubscriptionOptions.Builder how) {
        HungHandler handler = new HungHandler(from, deaf);
        hung.add(handler);
        // An interrupted call has failed; it is tried again until the handler is cured.
        RetryPolicy untilCured = failure -> Optional.of(Duration.ofMillis(1));
        bus.subscribe(types, handler, how.name(name).retryPolicy(untilCured).build());
        return handler;
    }

    /** One that its publishers wait for if need be: whatever it misses is the fault of the hung ones. */
    private Inbox healthy(String type, ProcessingMode mode, long first) {
        Inbox inbox = new Inbox(first);
        Duration patient = Duration.ofSeconds(10);
        bus.subscribe(
                type,
                inbox,
                SubscriptionOptions.builder().mode(mode).blockDeadline(patient).build());
        return inbox;
    }

    private static SubscriptionOptions.Builder mode(ProcessingMode mode) {
        return SubscriptionOptions.builder().mode(mode).queueCapacity(BACKLOG).priority(50);
    }

    @Test
    public void aHandlerThatHangsHarmsItselfAlone() throws Exception {
        hangsAsync("async, hung", 1_000, false);
    }

    @Test
    public void aHandlerThatHangsAndIsDeafToInterruptsHarmsItselfAlone() throws Exception {
        hangsAsync("async, hung and deaf", 1_000, true);
    }

    @Test
    public void aHandlerThatHangsOnItsFirstEventHarmsItselfAlone() throws Exception {
        hangsAsync("async, hung on the first event", 1, true);
    }

    private void hangsAsync(String title, long from, boolean deaf) throws Exception {
        // given
        HungHandler sick = hanging("shared", "sick", from, deaf, mode(ProcessingMode.ASYNC));
        Inbox neighbour = healthy("shared", ProcessingMode.ASYNC, 1);
        Inbox stranger = healthy("elsewhere", ProcessingMode.ASYNC, 1);

        // when
        Publisher shared = new Publisher(bus, "shared", 1, EVENTS);
        Publisher elsewhere = new Publisher(bus, "elsewhere", 1, EVENTS);
        subscriptions.await("sick", State.QUARANTINED);

        // then
        shared.join();
        elsewhere.join();
        assertWhole(neighbour, EVENTS);
        assertWhole(stranger, EVENTS);
        assertInsideDeadline(title, DEADLINE_MILLIS, shared, elsewhere);
        assertGoesOnWhereItStopped(title, sick, EVENTS);
    }

    @Test
    public void aSyncHandlerThatHangsIsInterruptedAndGivesItsPublisherBack() throws Exception {
        // given
        HungHandler sick = hanging("shared", "sick", 1_000, false, mode(ProcessingMode.SYNC));
        Inbox inline = healthy("shared", ProcessingMode.SYNC, 1);
        Inbox queued = healthy("shared", ProcessingMode.ASYNC, 1);
        Inbox stranger = healthy("elsewhere", ProcessingMode.SYNC, 1);

        // when
        Publisher shared = new Publisher(bus, "shared", 1, EVENTS);
        Publisher elsewhere = new Publisher(bus, "elsewhere", 1, EVENTS);
        subscriptions.await("sick", State.QUARANTINED);

        // then
        shared.join();
        elsewhere.join();
        assertWhole(inline, EVENTS);
        assertWhole(queued, EVENTS);
        assertWhole(stranger, EVENTS);
        assertInsideDeadline("sync, hung", BUDGET_MILLIS + DEADLINE_MILLIS, shared);
        assertInsideDeadline("sync, hung, other type", DEADLINE_MILLIS, elsewhere);
        assertGoesOnWhereItStopped("sync, hung", sick, EVENTS);
    }

    @Test
    public void aSyncHandlerThatHangsAndIsDeafKeepsOnlyThePublisherThatIsInsideIt() throws Exception {
        // given
        HungHandler sick = hanging("shared.*", "sick", 1, true, mode(ProcessingMode.SYNC));
        Inbox afterTheSick = healthy("shared.first", ProcessingMode.SYNC, 1);
        Inbox inline = healthy("shared.rest", ProcessingMode.SYNC, 2);
        Inbox queued = healthy("shared.rest", ProcessingMode.ASYNC, 2);

        // when
        Publisher caught = new Publisher(bus, "shared.first", 1, 1);
        subscriptions.await("sick", State.QUARANTINED);
        Publisher free = new Publisher(bus, "shared.rest", 2, EVENTS).join();

        // then
        assertWhole(inline, EVENTS);
        assertWhole(queued, EVENTS);
        assertInsideDeadline("sync, hung and deaf", DEADLINE_MILLIS, free);
        assertTrue("the first publisher is inside the hung handler", caught.publishing());
        assertGoesOnWhereItStopped("sync, hung and deaf", sick, EVENTS);
        caught.join();
        assertWhole(afterTheSick, 1);
    }

    @Test
    public void aHundredHandlersThatHangAtOnceHarmNobodyElse() throws Exception {
        // given
        for (int i = 0; i < MANY; i++) {
            hanging("shared", "sick-" + i, 1, i % 2 == 0, mode(ProcessingMode.ASYNC));
        }
        Inbox neighbour = healthy("shared", ProcessingMode.ASYNC, 1);
        Inbox stranger = healthy("elsewhere", ProcessingMode.ASYNC, 1);

        try (LogCapture log = new LogCapture("io.signalbox.core")) {
            // when
            Publisher shared = new Publisher(bus, "shared", 1, EVENTS);
            Publisher elsewhere = new Publisher(bus, "elsewhere", 1, EVENTS);
            Wait.until(() -> view.stats() + " " + log.lines(Level.WARN), () -> named(log) == MANY);

            // then
            shared.join();
            elsewhere.join();
            assertWhole(neighbour, EVENTS);
            assertWhole(stranger, EVENTS);
            assertInsideDeadline(MANY + " hung", DEADLINE_MILLIS, shared, elsewhere);
            hung.forEach(HungHandler::cure);
            for (int i = 0; i < MANY; i++) {
                assertRecovered("sick-" + i, hung.get(i), EVENTS);
            }
        }
    }

    /** How many of the hung handlers the log names. */
    private static long named(LogCapture log) {
        return log.lines(Level.WARN).stream()
                .filter(line -> line.contains("outlasted its time budget"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .distinct()
                .count();
    }

    @Test
    public void aPublisherWaitsForOneDeadlineHoweverManyMailboxesAreFull() throws Exception {
        // given
        for (int i = 0; i < 20; i++) {
            hanging(
                    "shared",
                    "sick-" + i,
                    1,
                    true,
                    mode(ProcessingMode.ASYNC).queueCapacity(1).timeBudget(Duration.ZERO));
        }
        bus.publish(new Numbered("shared", 1));
        Wait.until(() -> "all hang", () -> hung.stream().allMatch(HungHandler::hung));
        bus.publish(new Numbered("shared", 2));

        // when
        Publisher publisher = new Publisher(bus, "shared", 3, 3).join();

        // then
        assertInsideDeadline("20 mailboxes full", DEADLINE_MILLIS, publisher);
    }

    private void assertGoesOnWhereItStopped(String title, HungHandler sick, long last) {
        SubscriptionView before = subscriptions.named("sick");
        assertTrue(title + ": keeps its backlog: " + before, before.queued() >= BACKLOG);
        long handled = sick.inbox().received();
        sick.cure();
        assertRecovered("sick", sick, last);
        System.out.printf(
                "%s: %d of its %d events waited and were handled after its release, %d were refused and told%n",
                title, sick.inbox().received() - handled, EVENTS, sick.inbox().lost());
        assertTrue(title, sick.inbox().received() - handled >= BACKLOG);
    }

    private void assertRecovered(String name, HungHandler sick, long last) {
        subscriptions.await(name, State.ACTIVE);
        Wait.until(
                () -> name + ": " + sick.inbox() + ", " + subscriptions.named(name),
                () -> sick.inbox().position() == last);
        subscriptions.awaitEmpty(name);
        assertEquals(name, "[]", sick.inbox().faults().toString());
        SubscriptionView after = subscriptions.named(name);
        assertEquals(name, last, sick.inbox().received() + sick.inbox().lost());
        assertEquals(name, sick.inbox().lost(), Subscriptions.dropped(after));
        assertEquals(name, last, after.delivered() + Subscriptions.dropped(after) + after.parked());
    }

    private static void assertWhole(Inbox inbox, long last) {
        Wait.until(inbox::toString, () -> inbox.position() == last);
        assertEquals("[]", inbox.faults().toString());
        assertEquals(0, inbox.lost());
    }

    private static void assertInsideDeadline(String title, long deadlineMillis, Publisher... publishers) {
        for (Publisher publisher : publishers) {
            System.out.printf(
                    "%s: longest publish %d ms, deadline %d ms, refusals %s%n",
                    title, publisher.longestMillis(), deadlineMillis, publisher.refusals());
            assertEquals("[]", publisher.failures().toString());
            assertTrue(
                    title + ": a publish took " + publisher.longestMillis() + " ms",
                    publisher.longestMillis() <= deadlineMillis + SLACK_MILLIS);
        }
    }
}
