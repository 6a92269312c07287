package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import ch.qos.logback.classic.Level;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.RefusalReason;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.service.cm.ConfigurationAdmin;

/** P10: every setting changes while the bus runs, and a bad value changes nothing. */
@RunWith(PaxExam.class)
public class SettingsIT {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private ConfigurationAdmin configurations;

    private Subscriptions subscriptions;
    private final List<HungHandler> hung = new ArrayList<>();

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus()};
    }

    @Before
    public void lookUp() {
        subscriptions = new Subscriptions(view);
    }

    @After
    public void letTheHungOnesGo() {
        hung.forEach(HungHandler::cure);
    }

    private void set(String pid, Map<String, ?> properties) throws Exception {
        Configurations.set(configurations, pid, properties);
    }

    private HungHandler hanging(String name) {
        HungHandler handler = new HungHandler(1, true);
        hung.add(handler);
        bus.subscribe(
                name,
                handler,
                SubscriptionOptions.builder()
                        .name(name)
                        .mode(ProcessingMode.ASYNC)
                        .build());
        bus.publish(new Numbered(name, 1));
        Wait.until(() -> name + " hangs", handler::hung);
        return handler;
    }

    @Test
    public void overflowAndCapacityActOnMailboxesThatAreThere() throws Exception {
        // given
        HungHandler handler = hanging("full");

        // when
        set(Configurations.CORE, Map.of("queue.capacity", 10, "overflow", "reject"));
        Wait.until(
                () -> view.subscriptions().toString(),
                () -> subscriptions.named("full").queueCapacity() == 10);

        // then
        Publisher few = new Publisher(bus, "full", 2, 20).join();
        assertEquals(Map.of(RefusalReason.FULL, 9L), few.refusals());
        assertEquals(OverflowPolicy.REJECT, subscriptions.named("full").overflow());

        // when
        set(Configurations.CORE, Map.of("queue.capacity", 15, "overflow", "DROP_NEWEST"));
        Wait.until(
                () -> view.subscriptions().toString(),
                () -> subscriptions.named("full").queueCapacity() == 15);

        // then
        Publisher more = new Publisher(bus, "full", 21, 30).join();
        assertEquals(Map.of(RefusalReason.DROPPED_NEWEST, 5L), more.refusals());
        handler.cure();
        Wait.until(handler.inbox()::toString, () -> handler.inbox().position() == 30);
        assertEquals("[]", handler.inbox().faults().toString());
    }

    @Test
    public void aTimeBudgetActsOnACallThatIsUnderWay() throws Exception {
        // given
        set(Configurations.CORE, Map.of("time.budget.millis", 0));
        Wait.until(
                () -> view.config().toString(), () -> view.config().timeBudget().isZero());
        HungHandler handler = hanging("slow");
        assertEquals(State.ACTIVE, subscriptions.named("slow").state());

        // when
        set(Configurations.CORE, Map.of("time.budget.millis", 100, "quarantine.probe.millis", 10));

        // then
        subscriptions.await("slow", State.QUARANTINED);
        handler.cure();
        subscriptions.await("slow", State.ACTIVE);
    }

    @Test
    public void workerThreadsActAtOnce() throws Exception {
        for (int workers : new int[] {1, 5, 2}) {
            // when
            set(Configurations.ASYNC, Map.of("worker.threads", workers, "max.threads", workers));

            // then
            Wait.until(
                    () -> workers + " workers, not " + workers(),
                    () -> workers().size() == workers);
            assertEquals("handlers that run at once", workers, together(workers));
        }
        set(Configurations.ASYNC, Map.of());
        int processors = Runtime.getRuntime().availableProcessors();
        Wait.until(() -> "the default again, not " + workers(), () -> workers().size() == processors);
    }

    private static Set<String> workers() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("signalbox-async-\\d+")) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    /** Has as many handlers wait for each other; returns on how many threads they did. */
    private int together(int handlers) throws Exception {
        CyclicBarrier all = new CyclicBarrier(handlers);
        CountDownLatch done = new CountDownLatch(handlers);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        EnhancedEventHandler handler = event -> {
            threads.add(Thread.currentThread());
            all.await(10, TimeUnit.SECONDS);
            done.countDown();
        };
        for (int i = 0; i < handlers; i++) {
            bus.subscribe(
                    "together-" + handlers,
                    handler,
                    SubscriptionOptions.builder().mode(ProcessingMode.ASYNC).build());
        }
        bus.publish(new Numbered("together-" + handlers, 1));
        assertTrue("they meet", done.await(20, TimeUnit.SECONDS));
        return threads.size();
    }

    /** What an operator's slip or a broken tool may leave; each with what its refusal has to show. */
    private static Map<Map<String, Object>, List<String>> garbage() {
        Map<Map<String, Object>, List<String>> garbage = new LinkedHashMap<>();
        garbage.put(Map.of("queue.capacity", "many"), List.of("must be 1..1048576", "'many'"));
        garbage.put(Map.of("queue.capacity", -1), List.of("must be 1..1048576", "'-1'"));
        garbage.put(Map.of("queue.capacity", 0), List.of("must be 1..1048576", "'0'"));
        garbage.put(Map.of("queue.capacity", 1_048_577), List.of("must be 1..1048576", "'1048577'"));
        garbage.put(Map.of("queue.capacity", 10.5f), List.of("must be 1..1048576", "'10.5'"));
        garbage.put(Map.of("queue.capacity", "1e3"), List.of("must be 1..1048576", "'1e3'"));
        garbage.put(Map.of("queue.capacity", true), List.of("must be 1..1048576", "'true'"));
        garbage.put(Map.of("queue.capacity", ""), List.of("must be 1..1048576", "''"));
        garbage.put(Map.of("queue.capacity", "null"), List.of("must be 1..1048576", "'null'"));
        garbage.put(Map.of("queue.capacity", "4294967297"), List.of("must be 1..1048576", "'4294967297'"));
        garbage.put(Map.of("queue.capacity", new String[] {"1", "2"}), List.of("must be 1..1048576", "'[1, 2]'"));
        garbage.put(Map.of("queue.capacity", new int[] {7}), List.of("must be 1..1048576", "'[7]'"));
        garbage.put(Map.of("queue.capacity", List.of(7)), List.of("must be 1..1048576", "'[7]'"));
        garbage.put(
                Map.of("time.budget.millis", "9223372036854775808"),
                List.of("must be 0..3600000 ms", "'9223372036854775808'"));
        garbage.put(Map.of("time.budget.millis", "5s"), List.of("must be 0..3600000 ms", "'5s'"));
        garbage.put(Map.of("retry.multiplier", Double.NaN), List.of("must be 1.0..100.0", "'NaN'"));
        garbage.put(Map.of("retry.jitter", "-Infinity"), List.of("must be 0.0..1.0", "'-Infinity'"));
        garbage.put(Map.of("interrupt.overrun", "maybe"), List.of("must be true or false", "'maybe'"));
        garbage.put(Map.of("overflow", "SPIL"), List.of("must be one of [BLOCK, REJECT", "'SPIL'"));
        garbage.put(Map.of("mode.default", "\u0000\u001b[2J\n\r"), List.of("must be one of [SYNC", "'??[2J"));
        garbage.put(Map.of("overflow", "x".repeat(TEN_MEGABYTES)), List.of("must be one of", "(10485760 characters)"));
        garbage.put(Map.of("queue.capacty", 5), List.of("'queue.capacty' is unknown", "queue.capacity"));
        garbage.put(Map.of("k".repeat(TEN_MEGABYTES), 5), List.of("is unknown", "(10485760 characters)"));
        return garbage;
    }

    @Test
    public void garbageIsRefusedByNameAndChangesNothing() throws Exception {
        // given
        Map<String, Object> good = Map.of(
                "queue.capacity",
                77,
                "time.budget.millis",
                4_321L,
                "retry.multiplier",
                3.5,
                "retry.jitter",
                0.5,
                "interrupt.overrun",
                false,
                "overflow",
                "REJECT",
                "mode.default",
                "ASYNC");
        set(Configurations.CORE, good);
        Wait.until(
                () -> view.config().toString(),
                () -> view.config().asyncConfig().queueSize() == 77);
        Inbox inbox = new Inbox();
        bus.subscribe("numbered", inbox, SubscriptionOptions.DEFAULT);

        int round = 0;
        for (Map.Entry<Map<String, Object>, List<String>> bad : garbage().entrySet()) {
            round++;
            try (LogCapture log = new LogCapture(Configurations.CORE)) {
                // when
                Map<String, Object> mixed = new HashMap<>(good);
                mixed.putAll(bad.getValue().isEmpty() ? Map.of() : bad.getKey());
                mixed.put("block.deadline.millis", round);
                set(Configurations.CORE, mixed);

                // then
                long deadline = round;
                Wait.until(
                        () -> "the good key acts beside " + bad.getValue() + ": " + log.lines(Level.INFO),
                        () -> view.config().blockDeadline().toMillis() == deadline);
                assertKeptInForce(bad.getValue().toString());
                assertRefused(bad.getKey(), bad.getValue(), log);
                bus.publish(new Numbered("numbered", round));
            }
        }
        int published = round;
        Wait.until(inbox::toString, () -> inbox.position() == published);
        assertEquals("[]", inbox.faults().toString());
        assertTrue(round + " kinds of garbage", round >= 20);
        System.out.printf(
                "%d kinds of garbage under %s: refused by name, nothing stopped%n", round, Configurations.CORE);
    }

    private void assertKeptInForce(String beside) {
        EventBusConfig config = view.config();
        assertEquals(beside, 77, config.asyncConfig().queueSize());
        assertEquals(beside, 4_321, config.timeBudget().toMillis());
        assertEquals(beside, 3.5, config.retryConfig().multiplier(), 0);
        assertEquals(beside, 0.5, config.retryConfig().jitter(), 0);
        assertEquals(beside, false, config.interruptOverrun());
        assertEquals(beside, OverflowPolicy.REJECT, config.overflow());
        assertEquals(beside, ProcessingMode.ASYNC, config.defaultMode());
    }

    private static void assertRefused(Map<String, Object> bad, List<String> shown, LogCapture log) {
        List<String> errors = log.lines(Level.WARN);
        assertEquals(errors.toString(), 1, errors.size());
        String line = errors.get(0);
        String key = Collections.max(bad.keySet());
        String start = "refused: " + Configurations.CORE + ": ";
        assertTrue(line, line.startsWith(start + key + " ") || line.startsWith(start + "'"));
        shown.forEach(part -> assertTrue(part + " in " + line, line.contains(part)));
        assertTrue("a line of " + line.length() + " characters", line.length() < 1_000);
        assertEquals("one printable line: " + line, line, line.replaceAll("\\p{Cntrl}", "?"));
    }

    @Test
    public void garbageForTheAsyncProcessorIsRefusedAndItGoesOn() throws Exception {
        // given
        set(Configurations.ASYNC, Map.of("worker.threads", 3, "max.threads", 3));
        Wait.until(() -> "3 workers, not " + workers(), () -> workers().size() == 3);
        Inbox inbox = new Inbox();
        bus.subscribe(
                "numbered",
                inbox,
                SubscriptionOptions.builder().mode(ProcessingMode.ASYNC).build());
        int round = 0;
        for (Object bad : new Object[] {-1, 1_025, "", "two", 2.5, Double.NaN, new String[0], Long.MAX_VALUE, 'c'}) {
            round++;
            try (LogCapture log = new LogCapture(Configurations.ASYNC)) {
                // when
                set(Configurations.ASYNC, Map.of("worker.threads", bad, "max.threads", 3));

                // then
                Wait.until(
                        () -> bad + " is refused", () -> !log.lines(Level.WARN).isEmpty());
                String line = log.lines(Level.WARN).get(0);
                assertTrue(
                        line, line.startsWith("refused: io.signalbox.processor.async: worker.threads must be 0..1024"));
                bus.publish(new Numbered("numbered", round));
            }
        }
        int published = round;
        Wait.until(inbox::toString, () -> inbox.position() == published);
        assertEquals(workers().toString(), 3, workers().size());
    }
}
