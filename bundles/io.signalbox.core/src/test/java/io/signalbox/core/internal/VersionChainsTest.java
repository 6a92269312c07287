package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.EventVersionException;
import io.signalbox.api.EventVersions.Mismatch;
import io.signalbox.api.EventVersions.UpgradeReport;
import io.signalbox.api.EventVersions.VersionIssue;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionChainsTest {
    private static final Told OLD = Told.of("vm.x", "1");

    private final VersionChains versions = new VersionChains(new ThreadSlots());

    @Test
    void withoutMigratorsEveryTypeIsAtVersionOne() throws EventVersionException {
        assertThat(versions.latestVersion("vm.x")).isEqualTo(1);
        assertThat(versions.isVersionCompatible("vm.x", 1)).isTrue();
        assertThat(versions.isVersionCompatible("vm.x", 2)).isFalse();
        assertThat(versions.migrateToLatest(OLD)).isSameAs(OLD);
    }

    @Test
    void stepsAreTakenInOrderWhateverTheOrderOfTheirComing() throws EventVersionException {
        // given
        versions.add(Lifter.of("vm.x", 3), 0);
        versions.add(Lifter.of("vm.x", 1), 0);
        versions.add(Lifter.of("vm.y", 1), 0);
        versions.add(Lifter.of("vm.x", 2), 0);

        // then
        assertThat(versions.latestVersion("vm.x")).isEqualTo(4);
        assertThat(versions.migrate(List.of(OLD, OLD.inVersion(3), Told.of("vm.z", "2"))))
                .containsExactly(OLD.inVersion(4), OLD.inVersion(4), Told.of("vm.z", "2"));
        assertThat(versions.migrateToLatest(OLD.inVersion(9))).isEqualTo(OLD.inVersion(9));
        assertThat(versions.migrateToLatest(OLD.frozen())).isEqualTo(OLD.frozen());
    }

    @Test
    void ofSeveralMigratorsForOneStepTheHighestRankingCountsThenTheFirst() throws EventVersionException {
        // given
        Lifter best = new Lifter("vm.x", 1, event -> new Told("vm.x", "best", 2, true, null));
        versions.add(new Lifter("vm.x", 1, event -> new Told("vm.x", "first", 2, true, null)), 0);
        versions.add(new Lifter("vm.x", 1, event -> new Told("vm.x", "later", 2, true, null)), 0);
        versions.add(best, 1);

        // then
        assertThat(((Told) versions.migrateToLatest(OLD)).eventId()).isEqualTo("best");
        versions.remove(best);
        assertThat(((Told) versions.migrateToLatest(OLD)).eventId()).isEqualTo("first");
    }

    @Test
    void aMissingStepIsNamed() {
        // given
        versions.add(Lifter.of("vm.x", 1), 0);
        versions.add(Lifter.of("vm.x", 3), 0);

        // then
        assertThatThrownBy(() -> versions.migrateToLatest(OLD))
                .isInstanceOf(EventVersionException.class)
                .hasMessage(
                        "vm.x version 1 cannot be lifted to version 4: no migrator from version 2 to 3 is registered");
    }

    @Test
    void aStepThatFailsOrMakesSomethingElseIsNamed() {
        assertFault(event -> null, "returned null");
        assertFault(event -> Told.of("vm.y", "1").inVersion(2), "made a vm.y");
        assertFault(event -> event, "made version 1");
        assertFault(event -> event.inVersion(3), "made version 3");
        assertFault(
                event -> {
                    throw new StackOverflowError();
                },
                "failed: java.lang.StackOverflowError");
    }

    private static void assertFault(Lifter.Step step, String fault) {
        VersionChains versions = new VersionChains(new ThreadSlots());
        versions.add(new Lifter("vm.x", 1, step), 0);
        assertThatThrownBy(() -> versions.migrateToLatest(OLD))
                .isInstanceOf(EventVersionException.class)
                .hasMessage("vm.x version 1 cannot be lifted to version 2: its migrator " + Lifter.class.getName() + " "
                        + fault);
    }

    @Test
    void aReportCountsWhatIsOutdatedWhatCanBeLiftedAndWhatIsTooNew() {
        // given
        versions.add(Lifter.of("vm.x", 2), 0);

        // when
        UpgradeReport report = versions.upgradeReport(List.of(
                OLD,
                OLD.inVersion(2),
                OLD.inVersion(3),
                OLD.inVersion(4),
                OLD.inVersion(2).frozen()));

        // then
        assertThat(report.total()).isEqualTo(5);
        assertThat(report.outdated()).isEqualTo(3);
        assertThat(report.upgradeable()).isEqualTo(1);
        assertThat(report.incompatible()).isEqualTo(1);
        assertThat(report.issues())
                .hasSize(4)
                .first()
                .isEqualTo(
                        new VersionIssue("vm.x", 1, 3, Mismatch.OUTDATED, "vm.x is version 1, the latest known is 3"));
        assertThat(report.issues().get(2).mismatch()).isEqualTo(Mismatch.TOO_NEW);
    }

    @Test
    void aMigratorOfNoVersionIsRefused() {
        assertThatThrownBy(() -> versions.add(Lifter.of("vm.x", 0), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0");
    }
}
