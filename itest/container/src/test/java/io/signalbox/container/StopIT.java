package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ch.qos.logback.classic.Level;
import io.signalbox.api.BusStoppedException;
import io.signalbox.api.DrainReport;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.Assert;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** P9: stopping drains up to a deadline, and accounts for every event. */
@RunWith(PaxExam.class)
public class StopIT {
    private static final int QUEUED = 5_000;
    private static final long DRAIN_MILLIS = 500;
    private static final Pattern REPORT = Pattern.compile(
            "(\\d+) queued = (\\d+) delivered \\+ (\\d+) parked \\+ (\\d+) carried over \\+ (\\d+) lost");

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private ConfigurationAdmin configurations;

    private final CountDownLatch begin = new CountDownLatch(1);
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus()};
    }

    @Before
    public void setShortDrain() throws Exception {
        Configurations.set(
                configurations,
                Configurations.CORE,
                Map.of("drain.deadline.millis", DRAIN_MILLIS, "queue.capacity", QUEUED));
        Wait.until(
                () -> "the settings are in force: " + view.config(),
                () -> view.config().drainDeadline().toMillis() == DRAIN_MILLIS);
    }

    /** Queues so many events for a handler that begins when it is told, takes its time, and fails at every tenth. */
    private void queue(String name, int events, long nanosForEach) {
        EnhancedEventHandler handler = event -> {
            begin.await();
            LockSupport.parkNanos(nanosForEach);
            if (((LongSupplier) event).getAsLong() % 10 == 0) {
                failed.incrementAndGet();
                throw new IllegalStateException("planted");
            }
            done.incrementAndGet();
        };
        bus.subscribe(
                name,
                handler,
                SubscriptionOptions.builder()
                        .name(name)
                        .mode(ProcessingMode.ASYNC)
                        .retryPolicy(RetryPolicy.NONE)
                        .build());
        for (int i = 1; i <= events; i++) {
            assertTrue(bus.publish(new Numbered(name, i)).complete());
        }
    }

    @Test
    public void aStoppedBusHasDeliveredEverythingIfThereWasTime() {
        // given
        queue("quick", QUEUED, 0);

        // when
        begin.countDown();
        DrainReport report = bus.stop();

        // then
        System.out.printf("stopped with %d queued: %s%n", QUEUED, report);
        DrainReport.Line total = report.total();
        assertTrue(report.toString(), total.accepted() <= QUEUED);
        assertEquals(report.toString(), total.accepted(), total.delivered() + total.parked());
        assertEquals(QUEUED - QUEUED / 10, done.get());
        assertEquals(QUEUED / 10, failed.get());
        assertRefuses();
    }

    @Test
    public void aStoppedBusListsWhatItHadNoTimeFor() {
        // given
        queue("slow", QUEUED - 1_000, 500_000);
        queue("slower", 1_000, 5_000_000);

        // when
        new Thread(this::beginWhenTheBusIsStopping).start();
        DrainReport report = bus.stop();
        long delivered = done.get();
        long parked = failed.get();

        // then
        System.out.printf("stopped with %d queued: %s%n", QUEUED, report);
        DrainReport.Line total = report.total();
        assertEquals(report.toString(), 2, report.lines().size());
        assertEquals(report.toString(), QUEUED, total.accepted());
        assertEquals(
                report.toString(), QUEUED, total.delivered() + total.parked() + total.carriedOver() + total.lost());
        assertEquals(report.toString(), delivered, total.delivered());
        assertEquals(report.toString(), parked, total.parked());
        assertTrue(report.toString(), total.lost() > 0 && total.delivered() > 0 && total.parked() > 0);
        assertTrue(report.toString(), report.took().toMillis() < DRAIN_MILLIS + 1_000);
        assertRefuses();
    }

    @Test
    public void aHungHandlersEventsAreListedAsLost() {
        // given
        queue("hung", QUEUED, 0);

        // when
        DrainReport report = bus.stop();

        // then
        begin.countDown();
        assertEquals(report.toString(), new DrainReport.Line("total", QUEUED, 0, 0, 0, QUEUED), report.total());
        assertRefuses();
    }

    @Test
    public void theStoppedBundleLogsWhatBecameOfEveryEvent() throws Exception {
        // given
        queue("slow", QUEUED, 500_000);
        Bundle core = Bundles.find(context, Configurations.CORE);
        try (LogCapture log = new LogCapture(Configurations.CORE)) {
            // when
            begin.countDown();
            core.stop();
            long handled = done.get() + failed.get();

            // then
            List<String> reports = log.lines(Level.INFO).stream()
                    .filter(line -> line.startsWith("drained in"))
                    .toList();
            assertEquals(reports.toString(), 1, reports.size());
            Matcher figures = REPORT.matcher(reports.get(0));
            assertTrue(reports.toString(), figures.find());
            long[] figure = new long[6];
            for (int i = 1; i <= 5; i++) {
                figure[i] = Long.parseLong(figures.group(i));
            }
            System.out.printf("the bundle stopped with %d queued: %s%n", QUEUED, reports.get(0));
            assertEquals(reports.toString(), figure[1], figure[2] + figure[3] + figure[4] + figure[5]);
            assertEquals(reports.toString(), QUEUED, handled + figure[5]);
            assertEquals("no warning, no error", List.of(), log.lines(Level.WARN));
            assertRefuses();
            assertEquals("handled after the stop", handled, done.get() + failed.get());
        }

        // when
        core.start();

        // then
        UnifiedEventBus next = context.getService(context.getServiceReference(UnifiedEventBus.class));
        Inbox inbox = new Inbox();
        next.subscribe("numbered", inbox, SubscriptionOptions.DEFAULT);
        next.publish(new Numbered("numbered", 1));
        Wait.until(inbox::toString, () -> inbox.position() == 1);
    }

    private void beginWhenTheBusIsStopping() {
        Wait.until(() -> "the bus is stopping", () -> !bus.stats().running());
        begin.countDown();
    }

    private void assertRefuses() {
        Assert.assertThrows(BusStoppedException.class, () -> bus.publish(new Numbered("numbered", 1)));
    }
}
