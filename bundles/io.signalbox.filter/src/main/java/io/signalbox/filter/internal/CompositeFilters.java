package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;
import io.signalbox.api.spi.FilterLanguage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The filters that settings define, made of whatever filters and languages are there. One that lacks a part is not
 * offered, so that subscriptions that name it hold; when a part is exchanged, it is withdrawn first and offered again
 * with the new one. Safe for any thread; {@link Offers} is called under this object's lock.
 */
final class CompositeFilters {

    /** Where finished filters go. */
    interface Offers {
        /** Offers the filter under the name until the result is run; that returns when it is not asked any more. */
        Runnable offer(String name, EventFilter filter);

        /** A language that came refuses a part of the filter of that name. */
        void refused(String name, String reason);
    }

    /** From so many parts on a composite is dear: a look-up takes about as long as four of them (decision 8). */
    private static final int DEAR = 5;

    private final FilterCache cache;
    private final Offers offers;
    private final PartsByName<FilterLanguage> languages = new PartsByName<>(); // guarded by this, as all below
    private final PartsByName<EventFilter> filters = new PartsByName<>();
    private final Map<String, Composite> composites = new LinkedHashMap<>(); // by configuration

    CompositeFilters(FilterCache cache, Offers offers) {
        this.cache = cache;
        this.offers = offers;
    }

    /** What one configuration asks for, and what has become of it. */
    private static final class Composite {
        private final String pid;
        private final CompositeSettings settings;
        private List<Object> madeOf = List.of();
        private EventFilter filter; // null while it is not offered, so is withdrawal
        private Runnable withdrawal;

        Composite(String pid, CompositeSettings settings) {
            this.pid = pid;
            this.settings = settings;
        }

        boolean mentions(String part) {
            return settings.parts().stream().anyMatch(each -> each.equals(part) || each.startsWith(part + ":"));
        }
    }

    synchronized void addLanguage(FilterLanguage language, int ranking) {
        languages.add(language.name(), language, ranking);
        changed(language.name());
    }

    /** When this returns nothing asks a filter of that language any more; so too for a filter. */
    synchronized void removeLanguage(FilterLanguage language) {
        languages.remove(language.name(), language);
        changed(language.name());
    }

    synchronized void addFilter(String name, EventFilter filter, int ranking) {
        filters.add(name, filter, ranking);
        changed(name);
    }

    synchronized void removeFilter(String name, EventFilter filter) {
        filters.remove(name, filter);
        changed(name);
    }

    /**
     * Makes sure that a part can be meant by somebody.
     *
     * @throws IllegalArgumentException if its language is there and refuses it
     */
    synchronized void check(String part) {
        int colon = part.indexOf(':');
        if (colon >= 0) {
            languages
                    .find(part.substring(0, colon))
                    .ifPresent(language -> compile(language, part.substring(colon + 1)));
        }
    }

    /**
     * What the configuration of this PID asks for from now on.
     *
     * @throws IllegalArgumentException if it leads back to itself; then nothing changes
     */
    synchronized void define(String pid, CompositeSettings settings) {
        if (leadsTo(settings.name(), settings.parts(), pid, new HashSet<>())) {
            throw new IllegalArgumentException("filter '" + settings.name() + "' is made of itself");
        }
        undefine(pid);
        Composite made = new Composite(pid, settings);
        composites.put(pid, made);
        refresh(made);
    }

    private boolean leadsTo(String name, List<String> parts, String pid, Set<String> seen) {
        if (parts.contains(name)) {
            return true;
        }
        for (Composite each : List.copyOf(composites.values())) {
            boolean next = !each.pid.equals(pid) && parts.contains(each.settings.name());
            if (next && seen.add(each.pid) && leadsTo(name, each.settings.parts(), pid, seen)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets the configuration; an unknown one does nothing. */
    synchronized void undefine(String pid) {
        Composite gone = composites.remove(pid);
        if (gone != null) {
            withdraw(gone);
        }
    }

    /** Withdraws everything. */
    synchronized void close() {
        List.copyOf(composites.keySet()).forEach(this::undefine);
    }

    private void changed(String part) {
        for (Composite each : List.copyOf(composites.values())) {
            if (each.mentions(part)) {
                refresh(each);
            }
        }
    }

    /** Offers the composite made of the parts there are, if it is not so already. */
    private void refresh(Composite composite) {
        Optional<List<Object>> parts = find(composite.settings);
        if (composite.filter != null && parts.isPresent() && same(parts.get(), composite.madeOf)) {
            return;
        }
        withdraw(composite);
        if (parts.isPresent() && !composite.settings.name().isEmpty()) {
            try {
                composite.filter = make(composite.settings);
            } catch (IllegalArgumentException e) {
                offers.refused(composite.settings.name(), e.getMessage());
                return;
            }
            composite.madeOf = parts.get();
            composite.withdrawal = offers.offer(composite.settings.name(), composite.filter);
            addFilter(composite.settings.name(), composite.filter, 0);
        }
    }

    private void withdraw(Composite composite) {
        if (composite.filter != null) {
            EventFilter old = composite.filter;
            composite.filter = null;
            composite.madeOf = List.of();
            composite.withdrawal.run();
            removeFilter(composite.settings.name(), old);
        }
    }

    /** The filters and languages that it takes; empty if one is missing or it takes none. */
    private Optional<List<Object>> find(CompositeSettings settings) {
        List<Object> found = new ArrayList<>();
        for (String part : settings.parts()) {
            Optional<?> one = filters.find(part);
            if (one.isEmpty() && part.indexOf(':') >= 0) {
                one = languages.find(part.substring(0, part.indexOf(':')));
            }
            if (one.isEmpty()) {
                return Optional.empty();
            }
            found.add(one.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static boolean same(List<Object> one, List<Object> other) {
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    private EventFilter make(CompositeSettings settings) {
        EventFilter made = new CompositeFilter(make(settings.all()), make(settings.any()), make(settings.none()));
        return settings.parts().size() < DEAR ? made : cache.remembering(made);
    }

    private List<EventFilter> make(List<String> parts) {
        return parts.stream().map(this::make).toList();
    }

    private EventFilter make(String part) {
        return filters.find(part).orElseGet(() -> {
            int colon = part.indexOf(':');
            return compile(languages.find(part.substring(0, colon)).orElseThrow(), part.substring(colon + 1));
        });
    }

    /** Calls what may be another bundle's. */
    private static EventFilter compile(FilterLanguage language, String text) {
        try {
            return Objects.requireNonNull(language.compile(text), "no filter");
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalArgumentException("filter language '" + language.name() + "' failed: " + e, e);
        }
    }
}
