package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventPriority;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.api.spi.QueueLoad;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadMeterTest {
    private final Lane lane = new Lane(
            null, // asked only for what is lost
            EventPriority.NORMAL,
            Definition.of(
                    List.of(),
                    event -> {},
                    SubscriptionOptions.DEFAULT,
                    EventBusConfig.builder().build()),
            10_000);
    private long now = 5_000_000;
    private final LoadMeter meter = new LoadMeter(() -> now);
    private final LoadWindow window = meter.open();

    private void accept(int events, boolean byPublishers) {
        for (int i = 0; i < events; i++) {
            assertThat(lane.acceptIfRoom("event")).isTrue();
            meter.accepted(lane, byPublishers);
        }
    }

    private void handle(int events, long nanos) {
        long start = meter.begin(false);
        for (int i = 0; i < events; i++) {
            lane.poll();
        }
        now += nanos;
        meter.turn(start, events);
    }

    @Test
    void itTellsOfEventsAndOfTheTimeThatTheyTook() {
        // given
        accept(3, false);
        now += 1_000;
        handle(2, 700);
        now += 300;

        // when
        QueueLoad load = window.look(1);

        // then
        assertThat(load.nanos()).isEqualTo(2_000);
        assertThat(load.handled()).isEqualTo(2);
        assertThat(load.busyNanos()).isEqualTo(700);
        assertThat(load.waiting()).isEqualTo(1);
        assertThat(window.look(1).handled()).isZero();
    }

    @Test
    void theFirstEventAfterARestIsSampled() {
        // given
        accept(1, false);
        now += 1_024;
        handle(1, 0);

        // when
        long p99 = window.look(0).p99Nanos();

        // then
        assertThat(p99).isBetween(1_024L, 1_024L * 9 / 8);
    }

    @Test
    void aBurstIsSampledAllAlong() {
        // given: 640 events at once, handled ten at a time in 1 µs
        accept(640, false);
        for (int i = 0; i < 64; i++) {
            handle(10, 1_000);
        }

        // when
        long p99 = window.look(0).p99Nanos();

        // then: not only its beginning
        assertThat(p99).isBetween(60_000L, 64_000L * 9 / 8);
    }

    @Test
    void theAgeIsThatOfTheOldestSampledEventThatWaits() {
        // given
        accept(1, false);
        now += 4_000;
        accept(200, false);
        now += 1_000;

        // then
        assertThat(window.look(201).ageNanos()).isEqualTo(5_000);
        handle(1, 0);
        assertThat(window.look(200).ageNanos()).isEqualTo(1_000);
        handle(200, 0);
        assertThat(window.look(0).ageNanos()).isZero();
    }

    @Test
    void aPublisherThatIsStuckInACallTellsOfItself() {
        // given
        accept(1, true);
        long start = meter.begin(true);

        // when
        now += 80_000;

        // then
        assertThat(window.look(0).ageNanos()).isBetween(79_999L, 80_000L);
        meter.turn(start, 1);
        assertThat(window.look(0).ageNanos()).isZero();
    }

    @Test
    void ofWhatPublishersDeliverOnlyEvery64thIsSampled() {
        // when: each is the first after a rest
        int sampled = 0;
        for (int i = 0; i < 640; i++) {
            accept(1, true);
            now += 1_000;
            handle(1, 0);
            sampled += window.look(0).p99Nanos() > 0 ? 1 : 0;
        }

        // then
        assertThat(sampled).isEqualTo(10);
    }

    @Test
    void theMarksAreBounded() {
        // given: more than are kept
        accept(9_000, false);
        now += 1_000;

        // when
        handle(9_000, 0);

        // then: and the next is sampled again
        assertThat(window.look(0).p99Nanos()).isPositive();
        accept(1, false);
        now += 64_000;
        handle(1, 0);
        assertThat(window.look(0).p99Nanos()).isGreaterThanOrEqualTo(64_000);
    }
}
