package io.signalbox.core.internal;

import io.signalbox.api.EventPattern;
import io.signalbox.api.Ordering;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Reads the service properties of {@link io.signalbox.api.EventSubscription}. Whatever does not fit is refused with the
 * property, the rule and the value.
 */
final class HandlerProperties {
    private static final String PREFIX = io.signalbox.api.EventSubscription.PREFIX_;

    private final Map<String, Object> properties;

    HandlerProperties(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** @throws IllegalArgumentException if there is none, or one is malformed */
    List<EventPattern> patterns() {
        List<EventPattern> patterns = new ArrayList<>();
        for (Object text : list("types")) {
            patterns.add(new EventPattern(text.toString()));
        }
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(PREFIX + "types must name at least one event type");
        }
        return List.copyOf(patterns);
    }

    /** @throws IllegalArgumentException if a property does not fit */
    SubscriptionOptions options() {
        SubscriptionOptions.Builder options = SubscriptionOptions.builder();
        if (!text("name").isEmpty()) {
            options.name(text("name"));
        }
        for (Object filter : list("filter")) {
            if (!filter.toString().isBlank()) {
                options.filterName(filter.toString().trim());
            }
        }
        if (!text("retryPolicy").isEmpty()) {
            options.retryPolicyName(text("retryPolicy"));
        }
        if (has("mode")) {
            options.mode(oneOf("mode", ProcessingMode.values()));
        }
        if (has("overflow")) {
            options.overflow(oneOf("overflow", OverflowPolicy.values()));
        }
        if (has("ordering")) {
            options.ordering(oneOf("ordering", Ordering.values()));
        }
        integer("priority", -1, options::priority);
        integer("batchSize", 0, options::batchSize);
        integer("queueCapacity", 0, options::queueCapacity);
        integer("parallelism", 0, options::parallelism);
        integer("deduplicationWindow", 0, options::deduplicationWindow);
        integer("eventVersion", 0, options::eventVersion);
        number("batchIntervalMillis", -1, millis -> options.batchInterval(Duration.ofMillis(millis)));
        number("blockDeadlineMillis", -1, millis -> options.blockDeadline(Duration.ofMillis(millis)));
        number("timeBudgetMillis", -1, millis -> options.timeBudget(Duration.ofMillis(millis)));
        options.blocking(flag("blocking"));
        options.durable(flag("durable"));
        return options.build();
    }

    private boolean has(String name) {
        return !list(name).isEmpty();
    }

    private List<Object> list(String name) {
        Object value = properties.get(PREFIX + name);
        List<Object> list = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            list.addAll(several);
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                list.add(Array.get(value, i));
            }
        } else if (value != null) {
            list.add(value);
        }
        return list;
    }

    private String text(String name) {
        List<Object> values = list(name);
        if (values.size() > 1) {
            throw new IllegalArgumentException(PREFIX + name + " must have one value, was " + values);
        }
        return values.isEmpty() ? "" : values.get(0).toString().trim();
    }

    private <E extends Enum<E>> E oneOf(String name, E[] allowed) {
        String text = text(name).toUpperCase(Locale.ROOT);
        for (E each : allowed) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                PREFIX + name + " must be one of " + List.of(allowed) + ", was " + text(name));
    }

    private void integer(String name, int unset, IntConsumer setter) {
        number(name, unset, value -> {
            if (value != (int) value) {
                throw new IllegalArgumentException(PREFIX + name + " must be a 32-bit number, was " + value);
            }
            setter.accept((int) value);
        });
    }

    private void number(String name, long unset, LongConsumer setter) {
        String text = text(name);
        if (text.isEmpty()) {
            return;
        }
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " must be a whole number, was " + text, e);
        }
        if (value != unset) {
            setter.accept(value);
        }
    }

    private boolean flag(String name) {
        String text = text(name).toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(PREFIX + name + " must be true or false, was " + text);
        }
        return text.equals("true");
    }
}
