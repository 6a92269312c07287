package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventTailTest {
    private static final InputStream NO_KEYS = InputStream.nullInputStream();

    private final OneHandlerBus bus = new OneHandlerBus();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void printsAsManyEventsAsAskedForAndUnsubscribes() throws Exception {
        bus.whenSubscribed(() -> {
            bus.deliver(new TestEvent("vm.started"));
            bus.deliver(new TestEvent("vm.paused"));
            bus.deliver(new TestEvent("vm.resumed"));
        });

        tail(NO_KEYS, true).run(TailRequest.parse("-n", "2", "vm.*"));

        assertThat(text()).hasLineCount(2).contains("vm.started", "vm.paused");
        assertThat(bus.handler()).isEmpty();
        assertThat(bus.options().overflow()).contains(OverflowPolicy.DROP_OLDEST);
    }

    @Test
    void enterEndsIt() throws Exception {
        tail(new ByteArrayInputStream("x\n".getBytes(StandardCharsets.US_ASCII)), true)
                .run(TailRequest.parse());

        assertThat(bus.handler()).isEmpty();
    }

    @Test
    void anInterruptEndsItAndTheSubscription() {
        bus.whenSubscribed(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> tail(NO_KEYS, true).run(TailRequest.parse())).isInstanceOf(InterruptedException.class);

        assertThat(bus.handler()).isEmpty();
    }

    @Test
    void aBusThatGoesAwayEndsIt() throws Exception {
        tail(NO_KEYS, false).run(TailRequest.parse());

        assertThat(text()).isEqualTo("the bus went away");
    }

    @Test
    void aSlowTerminalLosesTheOldestEventsAndSaysHowMany() throws Exception {
        bus.whenSubscribed(() -> {
            for (int i = 0; i < 300; i++) {
                bus.deliver(new TestEvent("vm." + i));
            }
            missed(new Gap("bus:tail", 6, Instant.EPOCH, Instant.EPOCH));
        });

        tail(NO_KEYS, true).run(TailRequest.parse("-n", "1"));

        assertThat(text())
                .startsWith("... 50 events not shown")
                .contains("vm.44")
                .hasLineCount(2);
    }

    private void missed(Gap gap) {
        try {
            bus.handler().orElseThrow().missed(gap);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private EventTail tail(InputStream in, boolean busPresent) {
        return new EventTail(bus, () -> busPresent, in, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
