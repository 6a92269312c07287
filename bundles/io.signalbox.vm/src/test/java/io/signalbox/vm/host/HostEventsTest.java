package io.signalbox.vm.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostEventsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ID = new UUID(0, 7);
    private static final Head HEAD =
            new Head(new VmRef("here", ID, "web", 2), 17, NOON, NOON, "STOP", Map.of("key", "value"));

    @Test
    void identityOrderAndTimeComeFromTheHead() {
        var event = new Lifecycle.Paused(HEAD, Why.IO_ERROR);

        assertThat(event.eventType()).isEqualTo("vm.lifecycle.paused");
        assertThat(event.eventId()).isEqualTo(ID + "/2/17/" + NOON.toEpochMilli());
        assertThat(event.orderingKey()).isEqualTo(ID.toString());
        assertThat(event.occurredAt()).isEqualTo(NOON);
        assertThat(event.eventProperties())
                .containsEntry("vm_id", ID.toString())
                .containsEntry("vm_name", "web")
                .containsEntry("incarnation", 2L)
                .containsEntry("seq", 17L)
                .containsEntry("raw_name", "STOP")
                .containsEntry("why", "IO_ERROR");
    }

    @Test
    void aConsoleShowsOneShortLine() {
        assertThat(new Lifecycle.Gone(HEAD, false, Cause.UNKNOWN))
                .hasToString("vm.lifecycle.gone web#2/17 expected=false cause=UNKNOWN");
        assertThat(new GuestHealth(HEAD, GuestHealth.Kind.PANICKED, "pause"))
                .hasToString("vm.guest.panicked web#2/17 kind=PANICKED action=pause");
        assertThat(new Other(HEAD)).hasToString("vm.other web#2/17 STOP {key=value}");
        assertThat(new Jvm(HEAD, "jvm.gc")).hasToString("jvm.gc web#2/17 {key=value}");
    }

    @Test
    void nonsenseIsRefusedByNameAndValue() {
        assertThatThrownBy(() -> new VmRef("here", ID, "web", 0)).hasMessage("incarnation must be 1 or more, was 0");
        assertThatThrownBy(() -> new Head(HEAD.vm(), 0, NOON, NOON, "", Map.of()))
                .hasMessage("seq must be 1 or more, was 0");
        assertThatThrownBy(() -> new Source.Gap(HEAD, 0, "queue"))
                .hasMessage("dropped must be 1 or more events, was 0");
        assertThatThrownBy(() -> new Jvm(HEAD, "vm.gc")).hasMessage("eventType must begin with jvm., was vm.gc");
        assertThatThrownBy(() -> new Lifecycle.Resumed(null)).hasMessage("head");
    }
}
