package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.testing.InjectBus;
import io.signalbox.testing.Recorder;
import io.signalbox.testing.SignalboxExtension;
import io.signalbox.testing.TestBus;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SignalboxExtension.class)
class DeadLetterCommandsTest {

    /** Keeps the events that say the text. */
    private static final class Saying implements FilterLanguage {
        @Override
        public String name() {
            return "says";
        }

        @Override
        public EventFilter compile(String text) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("says: what?");
            }
            return event -> ((TestEvent) event).text().equals(text);
        }
    }

    @InjectBus
    private TestBus bus;

    private final Recorder billing = new Recorder();
    private final Recorder audit = new Recorder();

    /** Letters 1 and 2 of billing, 3 of audit; all three minutes and twelve seconds old. */
    @BeforeEach
    void threeDeadLetters() {
        bus.parts().retryPolicy("never", failure -> java.util.Optional.empty());
        bus.register(billing, Map.of("types", "vm.*", "name", "billing", "mode", "ASYNC", "retryPolicy", "never"));
        bus.register(audit, Map.of("types", "vm.stopped", "name", "audit", "mode", "ASYNC", "retryPolicy", "never"));
        bus.failNext("billing", 2);
        bus.failNext("audit", 1);
        publish(new TestEvent("vm.started", "one"));
        publish(new TestEvent("vm.stopped", "two\u001b[2J"));
        bus.deliver();
        bus.advance(Duration.ofSeconds(192));
    }

    private void publish(DomainEvent event) {
        bus.publish(event, PublishOptions.DEFAULT.withHeaders(Map.of("correlation-id", "c7")));
    }

    private DeadLetterCommands commands() {
        return new DeadLetterCommands(bus.deadLetters(), List.of(new Saying()), Clock.fixed(bus.now(), ZoneOffset.UTC));
    }

    @Test
    void theListShowsWhoseWhatHowOldAndWhy() {
        assertThat(commands().show().lines())
                .hasSize(5)
                .startsWith("3 of 3 dead letters")
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "1   billing       vm.started       1         3m12s  io.signalbox.testing.ProvokedFailure"));
    }

    @Test
    void theListCanBeNarrowed() {
        assertThat(commands().show("--type", "vm.stopped").lines()).first().isEqualTo("2 of 3 dead letters");
        assertThat(commands().show("--subscription", "nobody")).isEqualTo("0 of 3 dead letters");
    }

    @Test
    void oneIsShownWholeAndCannotSteerTheTerminal() {
        assertThat(commands().show("2"))
                .contains("dead letter 2 of billing", "vm.stopped version 1", "correlation-id=c7", "3m12s ago")
                .contains("text=two.[2J", "  at io.signalbox.testing.")
                .doesNotContain("\u001b");
    }

    @Test
    void thoseNamedAreRedriven() {
        assertThat(commands().redrive("1", "3")).isEqualTo("redriven 2 of 2");
        bus.deliver();
        billing.assertReceived(new TestEvent("vm.started", "one"));
        assertThat(bus.deadLetters().list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--all, redriven 3 of 3",
        "--subscription billing, redriven 2 of 2",
        "--type vm., redriven 3 of 3",
        "--type vm.stopped --subscription audit, redriven 1 of 1",
        "--filter says:one, redriven 1 of 1",
        "--filter TWO, redriven 2 of 2",
        "--filter provokedfailure, redriven 3 of 3",
        "--filter nonsense, redriven 0 of 0"
    })
    void thoseMeantAreRedriven(String arguments, String told) {
        assertThat(commands().redrive(arguments.split(" "))).isEqualTo(told);
        bus.deliver();
    }

    @Test
    void whatIsRefusedStaysAndThatIsSaid() {
        bus.unregister("billing");
        bus.runUntilIdle();
        bus.advance(Duration.ofHours(1));

        assertThat(commands().redrive("--all")).startsWith("redriven 1 of 3; 2 not: their subscription is gone");
        bus.deliver();
        audit.assertReceived(1);
    }

    @Test
    void whatIsDiscardedIsGone() {
        assertThat(commands().discard("--subscription", "billing")).isEqualTo("discarded 2 of 2");
        assertThat(bus.deadLetters().list()).hasSize(1);
        assertThat(bus.view().stats().dropped()).containsEntry("DISCARDED", 2L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7 1 9             | there is no dead letter 7, 9
            x                 | 'x' is no dead letter's id
            --everything      | '--everything' is not understood; usage: ID...
            --type            | --type needs a value
            --type v*         | '*' must follow
            --filter says:    | says: what?
            --all 1           | exclude each other
            1 --type vm.      | exclude each other
            """)
    void whatIsNotUnderstoodIsNamedAndNothingIsDone(String arguments, String told) {
        assertThat(commands().redrive(arguments.split(" ")))
                .startsWith("bus:redrive: ")
                .contains(told);
        assertThat(commands().discard(arguments.split(" ")))
                .startsWith("bus:discard: ")
                .contains(told);
        assertThat(commands().show(arguments.split(" ")))
                .startsWith("bus:deadletters: ")
                .contains(told);
        assertThat(bus.deadLetters().list()).hasSize(3);
    }

    @Test
    void whichHasToBeSaid() {
        assertThat(commands().redrive()).isEqualTo("bus:redrive: say which; usage: " + DeadLetterChoice.USAGE);
        assertThat(commands().discard()).startsWith("bus:discard: say which");
    }
}
