package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;
import io.signalbox.api.view.FilterCacheView;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Remembers what filters answered: from a filter's number and the values of the properties that it reads to its answer.
 * Safe for any thread.
 *
 * <p>Why it cannot be wrong: two look-ups meet only if the filter is the same and every value is equal to the other by
 * {@code equals}; hashes only say where to look. Only values that cannot change, and that hold on to no foreign class,
 * are remembered; and a filter is known by a number that is given once, so that nothing keeps one that is gone.
 *
 * <p>A large cache is parted into stripes with a lock each. Each forgets the answer that it has not been asked for the
 * longest time.
 */
final class EventFilterCache implements FilterCache, FilterCacheView {
    private static final int STRIPES = 16;
    private static final int LEAST_FOR_STRIPES = 1_024; // answers; a smaller cache is one stripe
    private static final int LONGEST_TEXT = 256; // characters; so the bound on answers is a bound on bytes too

    private final AtomicLong filters = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private volatile Stripe[] stripes;
    private volatile int capacity;

    EventFilterCache(int capacity) {
        resize(capacity);
    }

    /** Another capacity; it begins empty. */
    synchronized void resize(int answers) {
        Stripe[] next = new Stripe[answers < LEAST_FOR_STRIPES ? 1 : STRIPES];
        Arrays.setAll(next, i -> new Stripe(answers / next.length));
        capacity = answers;
        stripes = next;
    }

    @Override
    public EventFilter remembering(EventFilter filter) {
        Set<String> reads = filter.reads();
        return reads.isEmpty() ? filter : new Remembering(filter, reads);
    }

    @Override
    public long hits() {
        return hits.sum();
    }

    @Override
    public long misses() {
        return misses.sum();
    }

    @Override
    public int size() {
        return Arrays.stream(stripes).mapToInt(Stripe::size).sum();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    private boolean answer(Key key, BooleanSupplier ask) {
        Stripe[] all = stripes;
        Stripe stripe = all[key.stripe(all.length)];
        Boolean known = stripe.find(key);
        if (known != null) {
            hits.increment();
            return known;
        }
        misses.increment();
        boolean answer = ask.getAsBoolean();
        stripe.remember(key, answer);
        return answer;
    }

    private static boolean lasting(Object value) {
        if (value instanceof String text) {
            return text.length() <= LONGEST_TEXT;
        }
        return value == null
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Double
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Float
                || value instanceof Character;
    }

    /** A filter whose answers are remembered. */
    private final class Remembering implements EventFilter {
        private final EventFilter filter;
        private final Set<String> reads;
        private final Property[] properties;
        private final boolean needsProperties;
        private final long number = filters.incrementAndGet();

        Remembering(EventFilter filter, Set<String> reads) {
            this.filter = filter;
            this.reads = Set.copyOf(reads);
            properties = reads.stream().map(Property::new).toArray(Property[]::new);
            needsProperties = Arrays.stream(properties).anyMatch(Property::isListed);
        }

        @Override
        public boolean matches(DomainEvent event) {
            Map<String, Object> all = needsProperties ? event.eventProperties() : Map.of();
            Object[] values = new Object[properties.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = properties[i].of(event, all);
                if (!lasting(values[i])) {
                    misses.increment();
                    return filter.matches(event);
                }
            }
            return answer(new Key(number, values), () -> filter.matches(event));
        }

        @Override
        public Set<String> reads() {
            return reads;
        }

        @Override
        public Map<String, Object> requires() {
            return filter.requires();
        }
    }

    private static final class Key {
        private final long filter;
        private final Object[] values;
        private final int hash;

        Key(long filter, Object[] values) {
            this.filter = filter;
            this.values = values;
            hash = 31 * Long.hashCode(filter) + Arrays.hashCode(values);
        }

        int stripe(int count) {
            return (hash ^ hash >>> 16) & count - 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.filter == filter && Arrays.equals(key.values, values);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Some of the answers, the one that was asked for last at the end. */
    private static final class Stripe {
        private final int capacity;
        private final LinkedHashMap<Key, Boolean> answers = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

        Stripe(int capacity) {
            this.capacity = capacity;
        }

        synchronized Boolean find(Key key) {
            return answers.get(key);
        }

        synchronized void remember(Key key, boolean answer) {
            answers.put(key, answer);
            if (answers.size() > capacity) {
                answers.remove(answers.keySet().iterator().next());
            }
        }

        synchronized int size() {
            return answers.size();
        }
    }
}
