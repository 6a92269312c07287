package io.signalbox.testing;

import static io.signalbox.testing.ReceiptAssert.assertReceipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.view.SubscriptionView.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SignalboxExtension.class)
class TestBusTest {
    private static final Happened ONE = Happened.of("vm.x", 1);
    private static final Happened TWO = Happened.of("vm.x", 2);

    private static SubscriptionOptions.Builder named(ProcessingMode mode) {
        return SubscriptionOptions.builder().mode(mode).name("x");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProcessingMode.class,
            names = {"ASYNC", "BATCH", "ADAPTIVE"})
    void nothingIsDeliveredUntilTheTestSaysSo(ProcessingMode mode, @InjectBus TestBus bus) {
        // given
        Recorder recorder = bus.subscribe("vm.*", new Recorder(), named(mode).build());

        // when
        bus.publish(ONE);
        bus.publish(TWO);

        // then
        recorder.assertNothing();
        assertThat(bus.deliverOne()).isTrue();
        recorder.assertReceived(ONE);
        assertThat(bus.deliver()).isEqualTo(1);
        recorder.assertReceived(ONE, TWO);
        assertThat(bus.deliverOne()).isFalse();
    }

    @Test
    void syncHandlersRunWithinPublishAndTheirRetriesWhenTheTestSaysSo(@InjectBus TestBus bus) {
        // given
        Recorder recorder = bus.subscribe(
                "vm.x",
                new Recorder(),
                named(ProcessingMode.SYNC)
                        .retryPolicy(f -> Optional.of(Duration.ofMinutes(1)))
                        .build());
        bus.failNext("x", 1);

        // when
        assertReceipt(bus.publish(ONE)).acceptedBy("x").failedFor("x").acceptedByAll();
        bus.publish(TWO);
        bus.deliver();

        // then
        recorder.assertNothing();
        bus.advance(Duration.ofMinutes(1));
        recorder.assertNothing();
        assertThat(bus.deliver()).isEqualTo(2);
        recorder.assertReceived(ONE, TWO);
        bus.publish(ONE);
        recorder.assertReceived(3);
        assertThat(bus.now()).isEqualTo(Instant.EPOCH.plusSeconds(60));
    }

    @Test
    void whatFailsForGoodIsADeadLetterThatTheTestCanRedrive(@InjectBus TestBus bus) {
        // given
        Recorder recorder = bus.subscribe(
                "vm.x",
                new Recorder(),
                named(ProcessingMode.ASYNC).retryPolicy(RetryPolicy.NONE).build());
        bus.failNext("x", 1);
        bus.publish(ONE);

        // when
        bus.runUntilIdle();

        // then
        assertThat(bus.deadLetters("x"))
                .hasSize(1)
                .first()
                .satisfies(letter -> assertThat(letter.cause()).contains("ProvokedFailure"));
        bus.deadLetters().redrive(letter -> true);
        bus.deliver();
        recorder.assertAny("the first", event -> ((Happened) event).number() == 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ProcessingMode.class,
            names = {"SYNC", "ASYNC"})
    void aCallThatHangsMeansQuarantineAndItsEndARelease(ProcessingMode mode, @InjectBus TestBus bus) {
        // given
        Recorder recorder = bus.subscribe(
                "vm.x",
                new Recorder(),
                named(mode).timeBudget(Duration.ofSeconds(1)).build());
        bus.hangNext("x", Duration.ofSeconds(2));

        // when
        bus.publish(ONE);
        bus.deliver();
        bus.publish(TWO);
        bus.deliver();

        // then
        assertThat(bus.subscription("x").state()).isEqualTo(State.QUARANTINED);
        recorder.assertReceived(ONE);
        bus.runUntilIdle();
        assertThat(bus.subscription("x").state()).isEqualTo(State.ACTIVE);
        recorder.assertReceived(ONE, TWO);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void partsCanBeSwappedAndTakenAway(@InjectBus TestBus bus) {
        // given
        Recorder recorder = bus.subscribe(
                "vm.x",
                new Recorder(),
                named(ProcessingMode.ASYNC)
                        .filterName("wanted")
                        .retryPolicyName("patient")
                        .build());
        bus.publish(ONE);
        bus.deliver();
        assertThat(bus.subscription("x").state()).isEqualTo(State.HOLDING);

        // when
        bus.parts().filter("wanted", event -> true);
        bus.parts().retryPolicy("patient", failure -> Optional.of(Duration.ofHours(1)));
        bus.parts().removeProcessor(ProcessingMode.ASYNC);
        bus.deliver();
        recorder.assertNothing();
        bus.parts().swapProcessor(ProcessingMode.ASYNC);
        bus.parts().filter("wanted", event -> ((Happened) event).number() == 2);
        bus.publish(TWO);
        bus.deliver();

        // then
        recorder.assertReceived(TWO);
        bus.parts().removeFilter("wanted");
        assertThat(bus.subscription("x").state()).isEqualTo(State.HOLDING);
    }

    @Test
    void aHandlerThatStaysAwayLeavesDeadLetters(@InjectBus TestBus bus) {
        // given
        bus.register(new Recorder(), Map.of("signalbox.types", new String[] {"vm.x"}, "name", "x", "mode", "ASYNC"));
        bus.unregister("x");
        bus.publish(ONE);

        // when
        bus.runUntilIdle();

        // then
        assertThat(bus.deadLetters().list()).hasSize(1);
    }

    @Test
    void oldEventsAreLifted(@InjectBus TestBus bus) {
        // given
        Recorder recorder =
                bus.subscribe("vm.x", new Recorder(), named(ProcessingMode.SYNC).build());
        EventVersionMigrator step = new EventVersionMigrator() {
            @Override
            public String eventType() {
                return "vm.x";
            }

            @Override
            public int fromVersion() {
                return 1;
            }

            @Override
            public DomainEvent migrate(DomainEvent event) {
                return new Happened("vm.x", ((Happened) event).number(), 2);
            }
        };

        // when
        bus.parts().migrator(step);
        bus.publish(ONE);
        bus.parts().removeMigrator(step);
        bus.advance(Duration.ofSeconds(1));
        bus.publish(ONE);

        // then
        recorder.assertReceived(new Happened("vm.x", 1, 2), ONE);
    }

    @Test
    void aContextAwareHandlerSeesHowAnEventCame(@InjectBus TestBus bus) {
        // given
        List<String> seen = new ArrayList<>();
        ContextAwareHandler handler = (event, context) ->
                seen.add(context.attempt() + " " + context.headers().get("colour"));
        bus.subscribe("vm.x", handler, named(ProcessingMode.ASYNC).build());
        bus.failNext("x", 1);

        // when
        bus.publish(ONE, PublishOptions.DEFAULT.withHeaders(Map.of("colour", "blue")));
        bus.runUntilIdle();

        // then
        assertThat(seen).containsExactly("2 blue");
    }

    @Test
    void aRunThatNeverEndsSaysWhatWaits(@InjectBus TestBus bus) {
        // given
        bus.subscribe(
                "vm.x",
                new Recorder(),
                named(ProcessingMode.ASYNC).filterName("missing").build());
        bus.publish(ONE);

        // then
        assertThatThrownBy(bus::runUntilIdle)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 for x, which is HOLDING filter 'missing' is missing");
    }

    @Test
    void whatIsWrongIsShown(@InjectBus TestBus bus) {
        Recorder recorder =
                bus.subscribe("vm.x", new Recorder(), named(ProcessingMode.SYNC).build());

        assertThatThrownBy(() -> recorder.assertReceived(ONE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("but received []");
        assertThatThrownBy(() -> assertReceipt(bus.publish(ONE)).acceptedBy("y"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected y to accept, but was Receipt[accepted=[x]");
        assertThatThrownBy(() -> bus.subscription("y"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no subscription 'y' among [x]");
        assertThatThrownBy(() -> bus.register(failing(), Map.of("types", "*", "mode", "SOMETIMES")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signalbox.mode must be one of");
    }

    private static EnhancedEventHandler failing() {
        return event -> {
            throw new IllegalStateException("no");
        };
    }
}
