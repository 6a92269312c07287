package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventVersionException;
import io.signalbox.api.EventVersions;
import io.signalbox.api.spi.EventVersionMigrator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The migrators that are registered, and what is known of versions from them. Readers take one chain, which never
 * changes; of several migrators for one step the highest ranking counts.
 */
final class VersionChains implements EventVersions {
    private static final Comparator<Step> BEST =
            Comparator.comparingInt(Step::ranking).reversed().thenComparingLong(Step::order);

    private record Step(EventVersionMigrator migrator, String eventType, int from, int ranking, long order) {}

    private final ThreadSlots slots;
    /** A step that has left; the number tells it from one that leaves again later. */
    record Gone(String eventType, int from, long number) {}

    private final Set<Gone> away = new HashSet<>(); // guarded by this
    private final List<Step> steps = new ArrayList<>(); // guarded by this, best first
    private long added; // guarded by this
    private volatile Map<String, VersionChain> chains = Map.of();

    /** @param slots tells who is inside a migration */
    VersionChains(ThreadSlots slots) {
        this.slots = slots;
    }

    /** The chain of a type; null if it has no migrators. */
    VersionChain of(String eventType) {
        return chains.get(eventType);
    }

    /** @throws IllegalArgumentException if the version that it lifts is not positive */
    synchronized void add(EventVersionMigrator migrator, int ranking) {
        Step step = new Step(migrator, migrator.eventType(), migrator.fromVersion(), ranking, added++);
        if (step.from < 1 || step.from >= Integer.MAX_VALUE - 1) {
            throw new IllegalArgumentException("fromVersion of "
                    + migrator.getClass().getName() + " must be 1.." + (Integer.MAX_VALUE - 2) + ", was " + step.from);
        }
        away.removeIf(gone -> gone.eventType.equals(step.eventType) && gone.from == step.from);
        steps.add(step);
        steps.sort(BEST);
        plan();
    }

    /** A migration under way goes on. The step counts as away until it is forgotten. Unknown ones do nothing. */
    synchronized Optional<Gone> remove(EventVersionMigrator migrator) {
        for (Step step : steps) {
            if (step.migrator == migrator) {
                steps.remove(step);
                Gone gone = new Gone(step.eventType, step.from, added++);
                away.add(gone);
                plan();
                return Optional.of(gone);
            }
        }
        return Optional.empty();
    }

    /** Awaits a successor of the step no longer. */
    synchronized void forget(Gone step) {
        away.remove(step);
        plan();
    }

    /** Waits until the type has another chain than {@code seen}; whether it has. */
    synchronized boolean awaitChange(String eventType, VersionChain seen, long limitNanos) {
        long end = System.nanoTime() + limitNanos;
        while (of(eventType) == seen) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private void plan() {
        Map<String, Map<Integer, EventVersionMigrator>> known = new HashMap<>();
        for (Step step : steps) {
            known.computeIfAbsent(step.eventType, type -> new HashMap<>()).putIfAbsent(step.from, step.migrator);
        }
        Map<String, Set<Integer>> missed = new HashMap<>();
        for (Gone gone : away) {
            missed.computeIfAbsent(gone.eventType, type -> new HashSet<>()).add(gone.from);
        }
        Map<String, VersionChain> next = new HashMap<>();
        for (Map.Entry<String, Map<Integer, EventVersionMigrator>> e : known.entrySet()) {
            next.put(e.getKey(), new VersionChain(e.getKey(), e.getValue(), missed.getOrDefault(e.getKey(), Set.of())));
        }
        missed.forEach((type, from) -> next.computeIfAbsent(type, t -> new VersionChain(t, Map.of(), from)));
        chains = Map.copyOf(next);
        notifyAll();
    }

    // ---- what is known of versions

    @Override
    public int latestVersion(String eventType) {
        VersionChain chain = of(eventType);
        return chain == null ? 1 : chain.latest();
    }

    @Override
    public boolean isVersionCompatible(String eventType, int version) {
        return version <= latestVersion(eventType);
    }

    @Override
    public DomainEvent migrateToLatest(DomainEvent event) throws EventVersionException {
        ThreadSlot slot = slots.current();
        boolean outermost = slot.enter();
        try {
            VersionChain chain = of(event.eventType());
            return chain == null ? event : chain.lift(event);
        } finally {
            slot.exit(outermost);
        }
    }

    @Override
    public List<DomainEvent> migrate(List<? extends DomainEvent> events) throws EventVersionException {
        List<DomainEvent> migrated = new ArrayList<>(events.size());
        for (DomainEvent event : events) {
            migrated.add(migrateToLatest(event));
        }
        return List.copyOf(migrated);
    }

    @Override
    public List<VersionIssue> validate(List<? extends DomainEvent> events) {
        List<VersionIssue> issues = new ArrayList<>();
        for (DomainEvent event : events) {
            int version = event.version();
            int latest = latestVersion(event.eventType());
            if (version != latest) {
                Mismatch mismatch = version < latest ? Mismatch.OUTDATED : Mismatch.TOO_NEW;
                String text = event.eventType() + " is version " + version + ", the latest known is " + latest;
                issues.add(new VersionIssue(event.eventType(), version, latest, mismatch, text));
            }
        }
        return List.copyOf(issues);
    }

    @Override
    public UpgradeReport upgradeReport(List<? extends DomainEvent> events) {
        List<VersionIssue> issues = validate(events);
        int outdated = (int) issues.stream()
                .filter(issue -> issue.mismatch() == Mismatch.OUTDATED)
                .count();
        int upgradeable = (int) events.stream().filter(this::upgradeable).count();
        return new UpgradeReport(events.size(), outdated, upgradeable, issues.size() - outdated, issues);
    }

    private boolean upgradeable(DomainEvent event) {
        VersionChain chain = of(event.eventType());
        return chain != null
                && event.version() < chain.latest()
                && event.supportsVersionUpgrade()
                && chain.missingFrom(event.version()) == VersionChain.NONE;
    }
}
