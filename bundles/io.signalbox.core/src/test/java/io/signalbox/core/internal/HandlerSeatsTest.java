package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.view.SubscriptionView.State;
import io.signalbox.core.internal.BusUnderTest.Recorder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlerSeatsTest {
    private final BusUnderTest test = new BusUnderTest();
    private final HandlerSeats seats = new HandlerSeats(test.bus.desk(), test.bus.parts());

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private static HandlerSeats.Candidate candidate(long id, Recorder handler, int ranking, String... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("signalbox.types", "a");
        properties.put("signalbox.name", "billing");
        properties.put("signalbox.mode", new String[] {"ASYNC"});
        for (int i = 0; i < more.length; i += 2) {
            properties.put("signalbox." + more[i], more[i + 1]);
        }
        HandlerProperties read = new HandlerProperties(properties);
        return new HandlerSeats.Candidate(id, read.patterns(), handler, read.options(), ranking, id);
    }

    private void publish(int from, int to) {
        for (int i = from; i <= to; i++) {
            test.bus.publish(Tick.of("a", i));
        }
    }

    @Test
    void aNamedHandlerThatComesBackGoesOnWhereItStopped() {
        // given
        Recorder before = new Recorder();
        Recorder after = new Recorder();
        seats.arrive(candidate(1, before, 0));
        publish(1, 2);
        test.async.runAll();

        // when
        seats.leave(1L);
        publish(3, 4);
        test.async.runAll();
        assertThat(test.bus.subscriptions().get(0).state()).isEqualTo(State.HOLDING);
        seats.arrive(candidate(2, after, 0));
        test.async.runAll();

        // then
        assertThat(before.numbers).containsExactly(1, 2);
        assertThat(after.numbers).containsExactly(3, 4);
        assertThat(test.bus.subscriptions()).hasSize(1);
    }

    @Test
    void ofTwoHandlersWithOneNameTheHigherRankingSitsAndTheOtherStandsBy() {
        // given
        Recorder low = new Recorder();
        Recorder high = new Recorder();
        seats.arrive(candidate(1, low, 0));
        seats.arrive(candidate(2, high, 5));

        // when
        publish(1, 1);
        test.async.runAll();
        seats.leave(2L);
        publish(2, 2);
        test.async.runAll();

        // then
        assertThat(high.numbers).containsExactly(1);
        assertThat(low.numbers).containsExactly(2);
    }

    @Test
    void whatWaitedForAHandlerThatNeverCameBackIsParked() {
        // given
        seats.arrive(candidate(1, new Recorder(), 0));
        publish(1, 3);

        // when
        seats.leave(1L);
        test.clock.advanceMillis(30_001);

        // then
        assertThat(test.bus.list()).hasSize(3);
        assertThat(test.bus.list().get(0).cause()).contains("no handler of that name came back");
        assertThat(test.bus.subscriptions()).isEmpty();
    }

    @Test
    void aHandlerThatComesBackWithOtherTypesAndModeKeepsItsMailbox() {
        // given
        Recorder before = new Recorder();
        Recorder after = new Recorder();
        seats.arrive(candidate(1, before, 0));
        publish(1, 2);
        seats.leave(1L);

        // when
        seats.arrive(candidate(2, after, 0, "types", "b", "queueCapacity", "5"));
        test.async.runAll();
        test.bus.publish(Tick.of("a", 3));
        test.bus.publish(Tick.of("b", 4));
        test.async.runAll();

        // then
        assertThat(after.numbers).containsExactly(1, 2, 4);
        assertThat(test.bus.subscriptions().get(0).queueCapacity()).isEqualTo(5);
    }

    @Test
    void propertiesThatDoNotFitAreRefusedByNameRuleAndValue() {
        assertRefused("signalbox.queueCapacity must be a whole number, was many", "queueCapacity", "many");
        assertRefused("queueCapacity must be 1..1048576 events, was -5", "queueCapacity", "-5");
        assertRefused("signalbox.mode must be one of [SYNC, ASYNC, BATCH, ADAPTIVE], was often", "mode", "often");
        assertRefused("signalbox.blocking must be true or false, was perhaps", "blocking", "perhaps");
        assertRefused("'*' must end the event pattern: 'v*m'", "types", "v*m");
        assertRefused("signalbox.priority must be a 32-bit number, was 99999999999", "priority", "99999999999");
    }

    private static void assertRefused(String message, String property, String value) {
        assertThatThrownBy(() -> candidate(1, new Recorder(), 0, property, value))
                .hasMessage(message);
    }

    @Test
    void everyPropertyReachesTheOptions() {
        // when
        var options = candidate(
                        1,
                        new Recorder(),
                        0,
                        "priority",
                        "7",
                        "overflow",
                        "drop_oldest",
                        "timeBudgetMillis",
                        "250",
                        "blockDeadlineMillis",
                        "0",
                        "ordering",
                        "KEY",
                        "parallelism",
                        "3",
                        "filter",
                        "f",
                        "retryPolicy",
                        "r",
                        "blocking",
                        "true")
                .options();

        // then
        assertThat(options.priority()).hasValue(7);
        assertThat(options.mode()).contains(ProcessingMode.ASYNC);
        assertThat(options.overflow()).contains(OverflowPolicy.DROP_OLDEST);
        assertThat(options.timeBudget())
                .hasValueSatisfying(budget -> assertThat(budget).hasMillis(250));
        assertThat(options.blockDeadline())
                .hasValueSatisfying(deadline -> assertThat(deadline).isZero());
        assertThat(options.parallelism()).hasValue(3);
        assertThat(options.filterNames()).containsExactly("f");
        assertThat(options.retryPolicyName()).contains("r");
        assertThat(options.blocking()).isTrue();
    }
}
