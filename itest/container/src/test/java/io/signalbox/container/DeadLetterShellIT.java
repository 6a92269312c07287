package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventVersions;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.api.view.SubscriptionView.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;

/** P6: a dead letter of each kind of failure is found, looked at and sent again from the shell, and the books balance. */
@RunWith(PaxExam.class)
public class DeadLetterShellIT {
    private static final int EVENTS = 10; // of each kind

    @Inject
    private BundleContext context;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private EventVersions versions;

    @Inject
    private ConfigurationAdmin configurations;

    @Inject
    private CommandProcessor processor;

    private final Map<String, Patient> patients = new LinkedHashMap<>(); // by kind of failure
    private Subscriptions subscriptions;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Container.bus(),
            Container.bundles("org.apache.felix.gogo.runtime", "io.signalbox.shell", "io.signalbox.processor.batch")
        };
    }

    @Before
    public void setShortGrace() throws Exception {
        subscriptions = new Subscriptions(view);
        Configurations.set(configurations, Configurations.CORE, Map.of("handler.grace.millis", 100, "retry.max", 0));
        Wait.until(
                () -> "the settings are in force: " + view.config(),
                () -> view.config().handlerGrace().toMillis() == 100);
        Configurations.set(configurations, "io.signalbox.shell", Map.of("tail.lines", 0));
        Wait.until(
                () -> "the shell's own are there: " + view.subscriptions(),
                () -> view.subscriptions().isEmpty());
        Wait.until(
                () -> shell("bus:deadletters"), () -> shell("bus:deadletters").startsWith("0 of 0 dead letters"));
    }

    /** What the shell prints. */
    private String shell(String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
                CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), print, print)) {
            session.execute(command);
        } catch (Exception e) {
            return command + ": " + e;
        }
        return out.toString(StandardCharsets.UTF_8).trim();
    }

    private record Ill(String kind, long number, int version) implements DomainEvent {
        @Override
        public String eventType() {
            return "ill." + kind;
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }

        @Override
        public boolean supportsVersionUpgrade() {
            return true;
        }
    }

    /** Fails in one way until it is cured; remembers how often it handled each event. */
    private class Patient implements EnhancedEventHandler {
        private final AtomicLongArray handled = new AtomicLongArray(EVENTS + 1);
        volatile boolean sick = true;

        @Override
        public void handle(DomainEvent event) throws Exception {
            if (sick) {
                fail();
            }
            handled.incrementAndGet((int) ((Ill) event).number());
        }

        void fail() throws Exception {}
    }

    private void subscribe(String kind, Patient patient, SubscriptionOptions.Builder options) {
        patients.put(kind, patient);
        bus.subscribe("ill." + kind, patient, options.name(kind).build());
    }

    private static SubscriptionOptions.Builder mode(ProcessingMode mode) {
        return SubscriptionOptions.builder().mode(mode);
    }

    private void publish(String kind) {
        for (long number = 1; number <= EVENTS; number++) {
            assertTrue(bus.publish(new Ill(kind, number, 1)).accepted().contains(kind));
        }
    }

    private void handlerThrows() {
        subscribe(
                "exception",
                new Patient() {
                    @Override
                    void fail() {
                        throw new IllegalStateException("sick");
                    }
                },
                mode(ProcessingMode.ASYNC));
        subscribe(
                "error",
                new Patient() {
                    @Override
                    void fail() {
                        throw new AssertionError("sick");
                    }
                },
                mode(ProcessingMode.SYNC));
    }

    private void filterThrows() {
        Patient patient = new Patient();
        subscribe("filter", patient, mode(ProcessingMode.ASYNC).filter(event -> {
            if (patient.sick) {
                throw new IllegalArgumentException("the filter is sick");
            }
            return true;
        }));
    }

    /** Of each two events one fails. */
    private void batchFailsInPart() {
        subscribe(
                "batch",
                new Patient() {
                    @Override
                    public void handleBatch(List<? extends DomainEvent> events) throws Exception {
                        List<DomainEvent> failed = new ArrayList<>();
                        for (DomainEvent event : events) {
                            if (sick && ((Ill) event).number() % 2 == 0) {
                                failed.add(event);
                            } else {
                                handle(event);
                            }
                        }
                        if (!failed.isEmpty()) {
                            throw new BatchFailedException("in part", failed, new IllegalStateException("sick"));
                        }
                    }
                },
                mode(ProcessingMode.BATCH));
    }

    private void replyFails() {
        subscribe(
                "reply",
                new Patient() {
                    @Override
                    public boolean supportsAsync() {
                        return true;
                    }

                    @Override
                    public CompletionStage<Void> handleAsync(DomainEvent event) throws Exception {
                        if (sick) {
                            return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
                        }
                        return super.handleAsync(event);
                    }
                },
                mode(ProcessingMode.ASYNC));
    }

    private void stepOfMigratorsIsMissing() {
        subscribe("version", new Patient(), mode(ProcessingMode.ASYNC));
        register(2);
        Wait.until(() -> "the migrator is known", () -> versions.latestVersion("ill.version") == 3);
    }

    private void register(int from) {
        EventVersionMigrator migrator = new EventVersionMigrator() {
            @Override
            public String eventType() {
                return "ill.version";
            }

            @Override
            public int fromVersion() {
                return from;
            }

            @Override
            public DomainEvent migrate(DomainEvent event) {
                return new Ill("version", ((Ill) event).number(), from + 1);
            }
        };
        context.registerService(EventVersionMigrator.class, migrator, new Hashtable<>());
    }

    /** It leaves while its events wait for a filter, and does not come back within its grace. */
    private void handlerGoes() {
        Patient patient = new Patient();
        patients.put("gone", patient);
        ServiceRegistration<EnhancedEventHandler> registration =
                handler(patient, Map.of("signalbox.filter", "missing"));
        subscriptions.await("gone", State.HOLDING);
        publish("gone");
        registration.unregister();
        Wait.until(
                () -> "it is still there: " + view.subscriptions(),
                () -> view.subscriptions().stream()
                        .noneMatch(each -> each.name().equals("gone")));
    }

    private ServiceRegistration<EnhancedEventHandler> handler(Patient patient, Map<String, Object> more) {
        Hashtable<String, Object> properties = new Hashtable<>(more);
        properties.put("signalbox.types", "ill.gone");
        properties.put("signalbox.name", "gone");
        properties.put("signalbox.mode", "ASYNC");
        return context.registerService(EnhancedEventHandler.class, patient, properties);
    }

    private void cure() {
        patients.values().forEach(patient -> patient.sick = false);
        register(1);
        Wait.until(
                () -> "the missing step is there",
                () -> versions.upgradeReport(List.of(new Ill("version", 1, 1))).upgradeable() == 1);
        handler(patients.get("gone"), Map.of());
        subscriptions.await("gone", State.ACTIVE);
    }

    private static final Map<String, String> CAUSES = new TreeMap<>(Map.of(
            "exception", "java.lang.IllegalStateException: sick",
            "error", "java.lang.AssertionError: sick",
            "filter", "java.lang.IllegalArgumentException: the filter is sick",
            "batch", "java.lang.IllegalStateException: sick",
            "reply", "java.lang.IllegalStateException: no answer",
            "version", "io.signalbox.api.EventVersionException: ",
            "gone", "java.lang.IllegalStateException: no handler of that name came back within handler.grace"));

    private static int parked(String kind) {
        return kind.equals("batch") ? EVENTS / 2 : EVENTS;
    }

    private void everythingFails() {
        handlerGoes();
        handlerThrows();
        filterThrows();
        batchFailsInPart();
        replyFails();
        stepOfMigratorsIsMissing();
        patients.keySet().stream().filter(kind -> !kind.equals("gone")).forEach(this::publish);
    }

    @Test
    public void aDeadLetterOfEachKindOfFailureIsFoundAndSentAgain() {
        // given
        everythingFails();
        int letters =
                CAUSES.keySet().stream().mapToInt(DeadLetterShellIT::parked).sum();
        String all = letters + " of " + letters + " dead letters";
        Wait.until(
                () -> all + " are not listed: " + shell("bus:deadletters"),
                () -> shell("bus:deadletters").startsWith(all));
        assertEquals(letters, view.stats().parked());
        Map<String, List<String>> ids = new TreeMap<>();
        CAUSES.keySet().forEach(kind -> ids.put(kind, found(kind)));
        ids.forEach((kind, found) -> assertTold(kind, found.get(0)));
        assertEquals("redriven 0 of " + EVENTS, firstPart(shell("bus:redrive --subscription gone")));
        assertEquals("redriven 0 of " + EVENTS, firstPart(shell("bus:redrive --type ill.version")));

        // when
        cure();
        ids.forEach((kind, found) -> assertEquals(kind, "redriven 1 of 1", shell("bus:redrive " + found.get(0))));
        for (String kind : List.of("exception", "gone")) {
            assertEquals(kind, redriven(EVENTS - 1), shell("bus:redrive --subscription " + kind));
        }
        for (String kind : List.of("version", "batch")) {
            assertEquals(kind, redriven(parked(kind) - 1), shell("bus:redrive --type ill." + kind));
        }
        assertEquals(redriven(3 * (EVENTS - 1)), shell("bus:redrive --all"));

        // then
        assertEquals("0 of 0 dead letters", shell("bus:deadletters"));
        patients.forEach(this::assertHandledOnce);
        assertBalanced();
        System.out.printf(
                "%d dead letters of %d kinds were listed, looked at and sent again from the shell: %s%n",
                letters, CAUSES.size(), view.stats());
    }

    private static String redriven(int count) {
        return "redriven " + count + " of " + count;
    }

    private static String firstPart(String line) {
        return line.split(";", 2)[0];
    }

    /** The ids that the list tells of a subscription. */
    private List<String> found(String kind) {
        List<String> rows = shell("bus:deadletters --subscription " + kind)
                .lines()
                .filter(line -> line.contains(" ill." + kind))
                .toList();
        assertEquals(kind + ": " + rows, parked(kind), rows.size());
        rows.forEach(row -> assertTrue(row, row.contains(CAUSES.get(kind))));
        return rows.stream().map(row -> row.trim().split(" +")[0]).toList();
    }

    private void assertTold(String kind, String id) {
        String whole = shell("bus:deadletters " + id);
        assertTrue(whole, whole.startsWith("dead letter " + id + " of " + kind));
        assertTrue(whole, whole.contains("ill." + kind + " version 1"));
        assertTrue(whole, whole.contains(CAUSES.get(kind)));
        assertTrue(whole, whole.contains("Ill[kind=" + kind + ", number="));
    }

    private void assertHandledOnce(String kind, Patient patient) {
        for (int number = 1; number <= EVENTS; number++) {
            int each = number;
            Wait.until(
                    () -> kind + " " + each + " was handled " + patient.handled.get(each) + " times, "
                            + subscriptions.named(kind),
                    () -> patient.handled.get(each) == 1);
        }
    }

    private void assertBalanced() {
        patients.keySet().forEach(kind -> {
            subscriptions.awaitEmpty(kind);
            SubscriptionView counts = subscriptions.named(kind);
            assertEquals(counts.toString(), EVENTS, counts.offered());
            assertEquals(counts.toString(), EVENTS, counts.delivered());
            assertEquals(counts.toString(), 0, counts.parked());
            assertEquals(counts.toString(), Map.of(), counts.dropped());
        });
        long events = (long) CAUSES.size() * EVENTS;
        EventBusStats stats = view.stats();
        assertEquals(stats.toString(), events, stats.published());
        assertEquals(stats.toString(), events, stats.offered());
        assertEquals(stats.toString(), events, stats.delivered());
        assertEquals(stats.toString(), 0, stats.parked());
        assertEquals(stats.toString(), 0, stats.totalDropped() + stats.filtered() + stats.queued());
    }
}
