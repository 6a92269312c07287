package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLineTest {

    @Test
    void saysWhenWhatAboutWhomAndTheProperties() {
        assertThat(EventLine.of(new TestEvent("vm.paused", "vm-7", Map.of("reason", "io", "age", 3))))
                .matches("\\d\\d:\\d\\d:00\\.000 vm\\.paused \\[vm-7] age=3 reason=io");
    }

    @Test
    void anEventWithoutPropertiesSpeaksForItself() {
        assertThat(EventLine.of(new TestEvent("vm.gone"))).contains(" vm.gone TestEvent[");
    }

    @Test
    void aGuestCannotSteerTheTerminal() {
        assertThat(EventLine.of(new TestEvent("vm.named", "", Map.of("name", "\u001b[2J\nroot#"))))
                .endsWith(" vm.named name=.[2J.root#");
    }

    @Test
    void aLongEventIsCut() {
        assertThat(EventLine.of(new TestEvent("vm.named", "", Map.of("name", "x".repeat(10_000)))))
                .hasSize(303)
                .endsWith("...");
    }
}
