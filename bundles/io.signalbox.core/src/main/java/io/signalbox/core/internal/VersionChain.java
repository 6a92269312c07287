package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventVersionException;
import io.signalbox.api.spi.EventVersionMigrator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The steps that lift events of one type, as they are registered: one for each version that a migrator knows. Immutable.
 */
final class VersionChain {
    /** No version. */
    static final int NONE = Integer.MAX_VALUE;

    private final String eventType;
    private final int latest;
    private final Map<Integer, EventVersionMigrator> steps;
    private final Set<Integer> away;

    /**
     * @param steps by the version that they lift
     * @param away versions whose step has just left, and whose successor is awaited; with {@code steps} at least one
     */
    VersionChain(String eventType, Map<Integer, EventVersionMigrator> steps, Set<Integer> away) {
        this.eventType = eventType;
        this.steps = Map.copyOf(steps);
        this.away = Set.copyOf(away);
        latest = Stream.concat(steps.keySet().stream(), away.stream())
                        .max(Integer::compare)
                        .orElseThrow()
                + 1;
    }

    /** Whether the event cannot be lifted now, because a step is away whose successor is awaited. */
    boolean awaits(DomainEvent event) {
        int version = event.version();
        return version < latest && event.supportsVersionUpgrade() && away.contains(missingFrom(version));
    }

    /** The version to which the last step leads. */
    int latest() {
        return latest;
    }

    /** The first version between {@code version} and the latest that no step lifts; {@link #NONE} if every step is there. */
    int missingFrom(int version) {
        for (int from = version; from < latest; from++) {
            if (!steps.containsKey(from)) {
                return from;
            }
        }
        return NONE;
    }

    /**
     * The event in the latest version, one step after the other; the event itself if it is not older or may not be lifted.
     *
     * @throws EventVersionException if a step is missing or fails; the message names type, version and step
     */
    DomainEvent lift(DomainEvent event) throws EventVersionException {
        int version = event.version();
        if (version >= latest || !event.supportsVersionUpgrade()) {
            return event;
        }
        int missing = missingFrom(version);
        if (missing != NONE) {
            throw new EventVersionException(
                    eventType + " version " + version + " cannot be lifted to version " + latest
                            + ": no migrator from version " + missing + " to " + (missing + 1L) + " is registered",
                    null);
        }
        DomainEvent lifted = event;
        for (int from = version; from < latest; from++) {
            lifted = HandlerGuard.migrate(steps.get(from), eventType, from, lifted);
        }
        return lifted;
    }
}
