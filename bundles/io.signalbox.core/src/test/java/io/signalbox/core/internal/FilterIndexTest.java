package io.signalbox.core.internal;

import static io.signalbox.core.internal.BusUnderTest.async;
import static io.signalbox.core.internal.BusUnderTest.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilterIndexTest {
    private final BusUnderTest test = new BusUnderTest();
    private final EventBusCore bus = test.bus;
    private final List<String> handled = new ArrayList<>();
    private int asked;

    private record Colored(Map<String, Object> eventProperties) implements DomainEvent {
        @Override
        public String eventType() {
            return "a";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    /** Wants one color, and says so. */
    private final class Color implements EventFilter {
        private final String property;
        private final Object color;

        Color(String property, Object color) {
            this.property = property;
            this.color = color;
        }

        @Override
        public boolean matches(DomainEvent event) {
            asked++;
            return Objects.equals(event.eventProperties().get(property), color);
        }

        @Override
        public Map<String, Object> requires() {
            return Map.of(property, color);
        }
    }

    @AfterEach
    void everyDeliveryHasOneFate() {
        test.assertBalanced();
        test.close();
    }

    private void subscribe(String name, EventFilter filter, boolean inline) {
        bus.subscribe(
                "a",
                event -> handled.add(name),
                (inline ? sync() : async()).name(name).filter(filter).build());
    }

    @Test
    void filtersThatRequireAnotherValueAreNotAskedAndTheirEventsCountAsFiltered() {
        // given
        for (String color : List.of("red", "green", "blue", "grey")) {
            subscribe(color, new Color("color", color), true);
            subscribe(color + " later", new Color("color", color), false);
        }

        // when
        Receipt receipt = bus.publish(new Colored(Map.of("color", "green")));
        test.async.runAll();

        // then
        assertThat(handled).containsExactly("green", "green later");
        assertThat(asked).isEqualTo(2);
        assertThat(receipt.accepted()).hasSize(8);
        assertThat(bus.stats().filtered()).isEqualTo(6);
        assertThat(bus.stats().published()).isEqualTo(1);
    }

    @Test
    void anEventWithoutTheValueOrOneThatIsNoTextIsDecidedByTheFiltersThemselves() {
        // given
        for (String color : List.of("red", "green", "blue")) {
            subscribe(color, new Color("color", color), true);
        }
        subscribe("seven", new Color("color", 7), true);
        subscribe("all", event -> true, true);

        // when
        bus.publish(new Colored(Map.of()));
        bus.publish(new Colored(Map.of("color", 7)));

        // then
        assertThat(handled).containsExactly("all", "seven", "all");
    }

    @Test
    void anotherFilterOfTheSameNameActsAtOnce() {
        // given
        EventFilter red = new Color("color", "red");
        bus.strategies().addFilter("wanted", red, 0);
        for (int i = 0; i < 3; i++) {
            bus.subscribe(
                    "a",
                    event -> handled.add("hit"),
                    sync().filterName("wanted").build());
        }
        bus.publish(new Colored(Map.of("color", "blue")));

        // when
        bus.strategies().removeFilter("wanted", red);
        bus.strategies().addFilter("wanted", new Color("color", "blue"), 0);
        bus.publish(new Colored(Map.of("color", "blue")));

        // then
        assertThat(handled).containsExactly("hit", "hit", "hit");
    }

    @Test
    void anIndexedPlanDecidesAsTheFiltersAloneWould() {
        // given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Object> colors = List.of("red", "green", "blue", 7, true);
        List<String> properties = List.of("color", "shape");
        List<Color> filters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Color filter = new Color(properties.get(random.nextInt(2)), colors.get(random.nextInt(colors.size())));
            filters.add(filter);
            subscribe("s" + i, filter, random.nextBoolean());
        }

        for (int publish = 0; publish < 500; publish++) {
            // when
            Map<String, Object> values = new java.util.HashMap<>();
            for (String property : properties) {
                if (random.nextInt(4) > 0) {
                    values.put(property, colors.get(random.nextInt(colors.size())));
                }
            }
            Colored event = new Colored(values);
            handled.clear();
            bus.publish(event);
            test.async.runAll();

            // then
            List<String> wanted = new ArrayList<>();
            for (int i = 0; i < filters.size(); i++) {
                if (filters.get(i).matches(event)) {
                    wanted.add("s" + i);
                }
            }
            assertThat(handled).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }
}
