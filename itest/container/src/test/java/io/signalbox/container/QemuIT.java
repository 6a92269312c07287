package io.signalbox.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.SubscriptionView;
import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.host.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.service.cm.ConfigurationAdmin;

/** A real QEMU's events, from its monitor to handlers on the bus. */
@RunWith(PaxExam.class)
public class QemuIT {
    private static final String SOURCE = "io.signalbox.source.qmp";
    private static final int BURST = 200_000;
    private static final int BLOCKED_CAPACITY = 1_024;

    @Inject
    private UnifiedEventBus bus;

    @Inject
    private BusView view;

    @Inject
    private ConfigurationAdmin configurations;

    private final BlockingQueue<HostEvent> told = new LinkedBlockingQueue<>();
    private Path directory;
    private Path socket;
    private org.osgi.service.cm.Configuration source;

    @Configuration
    public Option[] container() {
        return new Option[] {Container.bus(), Container.bundles("io.signalbox.vm", SOURCE)};
    }

    @Before
    public void watchASocket() throws IOException {
        directory = Files.createTempDirectory("sbx");
        socket = directory.resolve("m");
        source = configurations.createFactoryConfiguration(SOURCE, "?");
        source.update(new Hashtable<>(Map.of(
                "socket", socket.toString(), "name", "web", "backoff.least.millis", 20, "backoff.most.millis", 20)));
    }

    @After
    public void watchNoMore() throws IOException {
        source.delete();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void listen() {
        EnhancedEventHandler listener = event -> told.add((HostEvent) event);
        bus.subscribe("vm.*", listener, SubscriptionOptions.builder().build());
    }

    private <E extends HostEvent> E next(Class<E> kind, long incarnation, long seq) throws InterruptedException {
        HostEvent event = told.poll(20, TimeUnit.SECONDS);
        assertTrue("expected " + kind.getSimpleName() + ", came " + event, kind.isInstance(event));
        assertEquals(
                event.toString(), "web#" + incarnation + "/" + seq, event.head().name());
        return kind.cast(event);
    }

    @Test
    public void aVmsLifeComesExactlyInOrderAndWithItsCauses() throws Exception {
        // given
        listen();
        try (QemuProcess qemu = QemuProcess.start(socket)) {
            Source.Attached attached = next(Source.Attached.class, 1, 1);
            assertEquals("prelaunch", attached.status());

            // when
            qemu.command("cont");
            qemu.command("stop");
            qemu.command("cont");
            qemu.command("system_reset");
            next(Lifecycle.Started.class, 1, 2);
            assertEquals(Why.HOST, next(Lifecycle.Paused.class, 1, 3).why());
            next(Lifecycle.Resumed.class, 1, 4);
            Lifecycle.Reset reset = next(Lifecycle.Reset.class, 1, 5);
            qemu.kill();

            // then
            assertEquals(Cause.HOST_RESET, reset.cause());
            next(Source.Detached.class, 1, 6);
            Lifecycle.Gone gone = next(Lifecycle.Gone.class, 1, 7);
            assertEquals(Cause.UNKNOWN, gone.cause());
            assertEquals(false, gone.expected());
            System.out.printf("QEMU's life: %s, ..., %s%n", attached, gone);
        }
        assertEquals("[]", told.toString());
    }

    @Test
    public void fiveRestartsAreSixIncarnations() throws Exception {
        // given
        listen();
        for (int life = 1; life <= 6; life++) {
            // when
            try (QemuProcess qemu = QemuProcess.start(socket)) {
                next(Source.Attached.class, life, 1);
                qemu.command("cont");
                next(Lifecycle.Started.class, life, 2);
                qemu.kill();
            }

            // then
            next(Source.Detached.class, life, 3);
            next(Lifecycle.Gone.class, life, 4);
        }
        assertEquals("[]", told.toString());
        System.out.println("QEMU started 6 times: 6 incarnations, each with one end");
    }

    private static long seq(DomainEvent event) {
        return ((HostEvent) event).head().seq();
    }

    private static SubscriptionOptions.Builder named(String name, ProcessingMode mode) {
        return SubscriptionOptions.builder().name(name).mode(mode);
    }

    @Test
    public void aBurstLosesNothingForTheOthersAndTellsTheBlockedOneExactly() throws Exception {
        // given
        Inbox inline = new Inbox(1, QemuIT::seq);
        Inbox queued = new Inbox(1, QemuIT::seq);
        HungHandler blocked = new HungHandler(2, true, new Inbox(1, QemuIT::seq));
        bus.subscribe("vm.*", inline, named("inline", ProcessingMode.SYNC).build());
        bus.subscribe("vm.*", queued, named("queued", ProcessingMode.ASYNC).build());
        bus.subscribe("vm.*", blocked, named("blocked", ProcessingMode.ASYNC).build());
        try (QemuProcess qemu = QemuProcess.start(socket)) {
            Wait.until(() -> "not attached: " + inline, () -> inline.position() == 1);

            // when
            long start = System.nanoTime();
            qemu.pairs("cont", "stop", BURST / 2);
            double told = BURST * 1e9 / (System.nanoTime() - start);
            Wait.until(() -> inline + "; " + queued, () -> Math.min(inline.position(), queued.position()) >= BURST + 1);
            double handled = BURST * 1e9 / (System.nanoTime() - start);

            // then
            for (Inbox inbox : List.of(inline, queued)) {
                assertEquals("[]", inbox.faults().toString());
                assertEquals(BURST + 1, inbox.received());
                assertEquals(0, inbox.lost());
            }
            assertEquals(1, blocked.inbox().received());
            blocked.cure();
            Wait.until(blocked.inbox()::toString, () -> blocked.inbox().position() == BURST + 1);
            assertEquals("[]", blocked.inbox().faults().toString());
            assertEquals(BURST + 1, blocked.inbox().received() + blocked.inbox().lost());
            assertEquals(2 + BLOCKED_CAPACITY, blocked.inbox().received());
            SubscriptionView counts = new Subscriptions(view).named("blocked");
            assertEquals(counts.toString(), blocked.inbox().lost(), Subscriptions.dropped(counts));
            System.out.printf(
                    "QEMU's burst of %d: told at %.0f events/s, handled by two at %.0f events/s; the blocked one had %d"
                            + " and gaps (%d) of %d: %s%n",
                    BURST,
                    told,
                    handled,
                    blocked.inbox().received(),
                    blocked.inbox().gaps(),
                    blocked.inbox().lost(),
                    counts.dropped());
        }
    }
}
