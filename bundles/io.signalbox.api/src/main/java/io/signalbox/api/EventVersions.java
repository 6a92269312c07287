package io.signalbox.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the bus knows of event versions, from the migrators that are registered. An OSGi service. Safe for any thread. */
@ProviderType
public interface EventVersions {

    /** The version to which the migrators of {@code eventType} lead; 1 if there are none. */
    int latestVersion(String eventType);

    /** Whether {@code version} is not newer than the latest. */
    boolean isVersionCompatible(String eventType, int version);

    /**
     * The event in the latest version; the event itself if it is that already, or newer, or of an unknown type, or does
     * not {@link DomainEvent#supportsVersionUpgrade() allow} it.
     *
     * @throws EventVersionException if a step is missing or fails
     */
    DomainEvent migrateToLatest(DomainEvent event) throws EventVersionException;

    /**
     * All events in their latest versions, in order.
     *
     * @throws EventVersionException for the first that cannot be migrated
     */
    List<DomainEvent> migrate(List<? extends DomainEvent> events) throws EventVersionException;

    /** One issue for each event that is not in its latest version, in order. */
    List<VersionIssue> validate(List<? extends DomainEvent> events);

    /** The same, counted. */
    UpgradeReport upgradeReport(List<? extends DomainEvent> events);

    /** How an event's version differs from the latest. */
    enum Mismatch {
        OUTDATED,
        TOO_NEW
    }

    /** An event that is not in its latest version. */
    record VersionIssue(String eventType, int version, int latest, Mismatch mismatch, String text) {}

    /**
     * How many events are not in their latest version.
     *
     * @param total how many were looked at
     * @param outdated how many are older
     * @param upgradeable how many of these the migrators lead to the latest
     * @param incompatible how many are newer
     * @param issues one for each that is not in its latest version
     */
    record UpgradeReport(int total, int outdated, int upgradeable, int incompatible, List<VersionIssue> issues) {
        public UpgradeReport {
            issues = List.copyOf(issues);
        }
    }
}
