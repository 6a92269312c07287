package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventLineTest {

    @Test
    void saysWhenWhichTypeAndWhatTheEventSaysOfItself() {
        assertThat(EventLine.of(new TestEvent("vm.paused", "vm-7")))
                .matches("\\d\\d:\\d\\d:00\\.000 vm\\.paused TestEvent\\[.*text=vm-7]");
    }

    @Test
    void anEventThatSaysItsTypeItselfIsNotAskedTwice() {
        assertThat(EventLine.of(new TestEvent("TestEvent", ""))).containsOnlyOnce("TestEvent[");
        assertThat(EventLine.of(new TestEvent("TestEvent", ""))).doesNotContain("TestEvent TestEvent");
    }

    @Test
    void aGuestCannotSteerTheTerminal() {
        assertThat(EventLine.of(new TestEvent("vm.named", "\u001b[2J\nroot#"))).endsWith("text=.[2J.root#]");
    }

    @Test
    void aLongEventIsCut() {
        assertThat(EventLine.of(new TestEvent("vm.named", "x".repeat(10_000))))
                .hasSize(303)
                .endsWith("...");
    }
}
