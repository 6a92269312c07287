package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections and processes end, against a monitor that the test plays. */
@Timeout(60)
class DialOutEndsTest extends WatchedVm {

    @Test
    void anEndAfterAShutdownIsExpectedAndHasItsCause() throws Exception {
        FakeQemu.Client client = attached();
        client.event("SHUTDOWN", "{\"guest\": false, \"reason\": \"host-signal\"}");
        client.close();

        next(Source.Attached.class);
        assertThat(next(Lifecycle.ShutDown.class).cause()).isEqualTo(Cause.HOST_SIGNAL);
        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class)).hasToString("vm.lifecycle.gone web#1/4 expected=true cause=HOST_SIGNAL");
    }

    @Test
    void anEndInsideAMessageIsUnexpectedAndTheMessageIsNoEvent() throws Exception {
        FakeQemu.Client client = attached();
        client.event("STOP", "");
        client.sendCut("{\"timestamp\": {\"seconds\": 1700000000, \"mic");
        client.close();

        next(Source.Attached.class);
        next(Lifecycle.Paused.class);
        assertThat(next(Source.Detached.class).cutInMessage()).isTrue();
        assertThat(next(Lifecycle.Gone.class)).hasToString("vm.lifecycle.gone web#1/4 expected=false cause=UNKNOWN");
    }

    @Test
    void aShutdownThatWasTakenBackDoesNotExplainALaterEnd() throws Exception {
        FakeQemu.Client client = attached();
        client.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\"}");
        client.event("STOP", "");
        client.event("RESUME", "");
        client.close();

        next(Source.Attached.class);
        next(Lifecycle.ShutDown.class);
        assertThat(next(Lifecycle.Paused.class)).hasToString("vm.lifecycle.paused web#1/3 why=SHUTDOWN");
        next(Lifecycle.Started.class);
        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class).expected()).isFalse();
    }

    @Test
    void eachProcessIsAnIncarnationNumberedFromOne() throws Exception {
        for (int life = 1; life <= 3; life++) {
            attached().close();
            assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#" + life + "/1");
            next(Source.Detached.class);
            assertThat(next(Lifecycle.Gone.class).head().name()).isEqualTo("web#" + life + "/3");
            qemu.close();
            qemu = new FakeQemu(qemu.socket());
        }
    }

    @Test
    void garbageEndsTheConnectionAndNotTheIncarnation() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);
        client.send("HTTP/1.1 400 Bad Request");
        client.awaitHangUp();
        assertThat(next(Source.Detached.class).why()).isEqualTo("what came is not QMP");

        attached().event("STOP", "");

        assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#1/3");
        assertThat(next(Lifecycle.Paused.class).head().name()).isEqualTo("web#1/4");
    }

    @Test
    void aProcessThatWasReplacedWhileNobodyLookedIsTold() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);
        FakeQemu old = qemu;
        qemu = new FakeQemu(old.socket()); // a file of its own, as each QEMU makes
        client.send("garbage");
        attached();
        old.close();

        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class).head().name()).isEqualTo("web#1/3");
        assertThat(next(Source.Attached.class).head().name()).isEqualTo("web#2/1");
    }

    @Test
    void aProcessThatEndedWhileNobodyLookedIsTold() throws Exception {
        FakeQemu.Client client = attached();
        next(Source.Attached.class);
        qemu.close();
        client.send("garbage");

        next(Source.Detached.class);
        assertThat(next(Lifecycle.Gone.class).expected()).isFalse();
    }
}
