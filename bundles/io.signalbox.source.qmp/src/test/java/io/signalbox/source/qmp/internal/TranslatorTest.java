package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.Head;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.VmRef;
import io.signalbox.vm.host.Why;
import io.signalbox.vm.source.Draft;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatorTest {
    private static final Instant SEEN = Instant.parse("2026-11-22T12:00:00Z");
    private final Translator translator = new Translator();

    @ParameterizedTest
    @CsvSource({
        "BLOCK_IO_ERROR, action, stop,   IO_ERROR",
        "BLOCK_IO_ERROR, action, report, HOST",
        "GUEST_PANICKED, action, pause,  PANIC",
        "WATCHDOG,       action, pause,  WATCHDOG",
        "SHUTDOWN,       reason, guest-shutdown, SHUTDOWN",
        "MIGRATION,      status, active, MIGRATION",
        "MIGRATION,      status, failed, HOST",
        "RESET,          reason, none,   HOST"
    })
    void whyAVmStandsStillIsToldByTheEventBefore(String before, String field, String value, Why why) {
        tell(before, Map.of(field, value));

        assertThat(tell("STOP", Map.of()))
                .isInstanceOfSatisfying(
                        Lifecycle.Paused.class,
                        paused -> assertThat(paused.why()).isEqualTo(why));
    }

    @Test
    void aReasonHoldsForTheNextEventOnly() {
        tell("GUEST_PANICKED", Map.of("action", "pause"));
        tell("RESET", Map.of());

        assertThat(((Lifecycle.Paused) tell("STOP", Map.of())).why()).isEqualTo(Why.HOST);
    }

    @Test
    void theFirstResumeFromPrelaunchIsTheStart() {
        translator.statusIs("prelaunch");

        assertThat(tell("RESUME", Map.of())).isInstanceOf(Lifecycle.Started.class);
        assertThat(tell("RESUME", Map.of())).isInstanceOf(Lifecycle.Resumed.class);
    }

    @Test
    void aShutdownThatNobodySawIsKnownByTheStatus() {
        translator.statusIs("shutdown");
        assertThat(translator.shutdown()).hasValue(Cause.UNKNOWN);

        tell("SHUTDOWN", Map.of("reason", "guest-panic"));
        translator.statusIs("shutdown");
        assertThat(translator.shutdown()).hasValue(Cause.GUEST_PANIC);

        translator.statusIs("running");
        assertThat(translator.shutdown()).isEmpty();
    }

    @Test
    void anUnknownTimeIsTheTimeItWasSeen() {
        Map<String, Object> message = Map.of("event", "STOP", "timestamp", Map.of("seconds", -1L, "microseconds", -1L));

        assertThat(translator.translate(message, SEEN).at()).isEqualTo(SEEN);
    }

    private Object tell(String event, Map<String, Object> data) {
        Draft draft = translator.translate(Map.of("event", event, "data", data), SEEN);
        VmRef vm = new VmRef("here", new UUID(0, 1), "vm", 1);
        return draft.make().apply(new Head(vm, 1, draft.at(), draft.seen(), draft.rawName(), draft.raw()));
    }
}
