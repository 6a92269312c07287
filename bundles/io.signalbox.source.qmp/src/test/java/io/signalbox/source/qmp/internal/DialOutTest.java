package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Source;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a monitor that the test plays. */
@Timeout(60)
class DialOutTest extends WatchedVm {

    @Test
    void theVmIsAttachedAndItsEventsFollowInOrder() throws Exception {
        FakeQemu.Client client = attached();

        client.event("RESUME", "");
        client.event("STOP", "");
        client.event("RESUME", "");

        Source.Attached attached = next(Source.Attached.class);
        assertThat(attached)
                .hasToString("vm.source.attached web#1/1 hypervisor=QEMU 7.2.22 status=prelaunch running=false");
        assertThat(next(Lifecycle.Started.class).occurredAt()).isEqualTo(Instant.ofEpochSecond(1700000000, 5_000));
        assertThat(next(Lifecycle.Paused.class)).hasToString("vm.lifecycle.paused web#1/3 why=HOST");
        assertThat(next(Lifecycle.Resumed.class).head().seq()).isEqualTo(4);
    }

    @Test
    void eventsBeforeTheGreetingAndBetweenRepliesFollowTheAttached() throws Exception {
        FakeQemu.Client client = qemu.accept();
        client.event("POWERDOWN", "");
        client.send(FakeQemu.GREETING);
        client.reply("{}");
        client.event("STOP", "");
        client.send("{\"unknown\": [1, null, {\"deep\": 1e3}]}");
        client.reply("{\"status\": \"paused\", \"running\": false}");
        client.reply("{}");
        client.reply("{\"UUID\": \"11111111-1111-1111-1111-111111111111\"}");
        client.fail("CommandNotFound");
        client.reply("[]");

        assertThat(next(Source.Attached.class).head().vm().uuid()).hasToString("11111111-1111-1111-1111-111111111111");
        next(Lifecycle.PowerdownRequested.class);
        next(Lifecycle.Paused.class);
    }

    @Test
    void withoutAGreetingItHangsUpAndComesAgain() throws Exception {
        qemu.accept().awaitHangUp();

        attached();

        next(Source.Attached.class);
    }

    @Test
    void aLineWithoutEndIsNotReadForEver() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);

        client.sendCut("{\"event\": \"" + "x".repeat(5_000));

        assertThat(next(Source.Detached.class).why()).isEqualTo("a line was longer than the limit");
    }

    @Test
    void aSecondConfigurationOfTheSameSocketWaitsUntilTheFirstIsGone() throws Exception {
        attached();
        next(Source.Attached.class);
        DialOut second = dialOut("other");
        source.close();
        next(Source.Detached.class);

        attached();

        assertThat(next(Source.Attached.class).head().vm().name()).isEqualTo("other");
        second.close();
    }

    @Test
    void aSecondSocketOfTheSameVmIsRefused() throws Exception {
        attached();
        next(Source.Attached.class);
        FakeQemu sameVm = new FakeQemu(directory.resolve("n"));
        DialOut second = new DialOut(bus, "here", settings("web", sameVm.socket()), claims, new Backoff(() -> 0.5));
        FakeQemu.Client client = sameVm.accept();
        client.attach("web", "prelaunch");

        client.awaitHangUp();

        second.close();
        sameVm.close();
        Files.delete(directory.resolve("n"));
        assertThat(bus.waiting()).isZero();
    }

    @Test
    void aBlockedBusNeverHoldsUpTheReaderAndTheGapIsExact() throws Exception {
        bus.block();
        FakeQemu.Client client = attached();
        bus.awaitBlocked();
        for (int i = 0; i < 5_000; i++) {
            client.event("POWERDOWN", "");
        }
        client.event("SHUTDOWN", "{\"guest\": false, \"reason\": \"host-qmp-quit\"}");
        client.close();
        attached(); // the reader has read all of that, though nothing is published yet
        bus.release();

        long expected = 0;
        for (HostEvent event = bus.next(); !(event instanceof Lifecycle.Gone); event = bus.next()) {
            expected += event instanceof Source.Gap gap ? gap.dropped() : 1;
            assertThat(event.head().seq()).isEqualTo(expected);
        }
        assertThat(expected).isEqualTo(1 + 5_000 + 1 + 1);
        assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#2/1");
    }

    @Test
    void twoHundredThousandEventsArriveWhole() throws Exception {
        source.close();
        qemu.close(); // the first source may have dialled already, and would be the next client
        qemu = new FakeQemu(qemu.socket());
        DialOutSettings wide = settings("web", qemu.socket());
        Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 262_144, 4_096);
        source = new DialOut(
                bus,
                "here",
                new DialOutSettings(wide.socket(), "web", wide.backoffLeast(), wide.backoffMost(), limits),
                claims,
                new Backoff(() -> 0.5));
        FakeQemu.Client client = attached();
        String line = "{\"timestamp\": {\"seconds\": 1700000000, \"microseconds\": 5}, \"event\": \"POWERDOWN\"}\r\n";

        for (int i = 0; i < 200; i++) {
            client.sendCut(line.repeat(1_000));
        }

        for (int seq = 1; seq <= 200_001; seq++) {
            assertThat(bus.next().head().seq()).isEqualTo(seq);
        }
    }

    @Test
    void closingEndsItsThreadsAndTellsThatItDetached() throws Exception {
        attached();
        next(Source.Attached.class);

        source.close();

        assertThat(next(Source.Detached.class).why()).isEqualTo("the source was stopped");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("signalbox-qmp"));
    }
}
