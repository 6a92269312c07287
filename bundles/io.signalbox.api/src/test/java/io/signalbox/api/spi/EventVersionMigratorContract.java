package io.signalbox.api.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventVersionMigrator} keeps. A migrator joins by a subclass that makes it and an event that it lifts. */
public abstract class EventVersionMigratorContract {
    private EventVersionMigrator migrator;
    private DomainEvent old;

    protected abstract EventVersionMigrator migrator();

    /** An event of the version that it lifts; equal to the one that the next call makes. */
    protected abstract DomainEvent example();

    @BeforeEach
    void make() {
        migrator = migrator();
        old = example();
    }

    @Test
    void saysTheSameOfItselfEachTime() {
        assertThat(migrator.eventType()).isNotEmpty().isEqualTo(migrator.eventType());
        assertThat(migrator.fromVersion()).isPositive().isEqualTo(migrator.fromVersion());
    }

    @Test
    void theExampleIsAnEventThatItLifts() {
        assertThat(old.eventType()).isEqualTo(migrator.eventType());
        assertThat(old.version()).isEqualTo(migrator.fromVersion());
        assertThat(old.supportsVersionUpgrade()).isTrue();
    }

    @Test
    void makesTheNextVersionOfTheSameHappening() throws Exception {
        DomainEvent lifted = migrator.migrate(old);

        assertThat(lifted.eventType()).isEqualTo(old.eventType());
        assertThat(lifted.version()).isEqualTo(migrator.fromVersion() + 1);
        assertThat(lifted.occurredAt()).isEqualTo(old.occurredAt());
        assertThat(lifted.orderingKey()).isEqualTo(old.orderingKey());
        assertThat(lifted.eventId()).isEqualTo(old.eventId());
    }

    @Test
    void keepsEveryPropertyThatItHad() throws Exception {
        assertThat(migrator.migrate(old).eventProperties()).containsAllEntriesOf(old.eventProperties());
    }

    @Test
    void leavesTheOldEventAsItIs() throws Exception {
        migrator.migrate(old);

        assertThat(old).isEqualTo(example());
        assertThat(old.eventProperties()).isEqualTo(example().eventProperties());
    }

    @Test
    void makesEqualEventsOfEqualOnesOnManyThreads() throws Exception {
        DomainEvent lifted = migrator.migrate(old);

        List<DomainEvent> others =
                IntStream.range(0, 1_000).parallel().mapToObj(i -> lift()).toList();

        assertThat(others).allMatch(lifted::equals);
    }

    private DomainEvent lift() {
        try {
            return migrator.migrate(example());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
