package io.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule finds the fault that is planted for it, and lets pass what is planted as right. */
class RulesCanFailTest {
    private static final Bundles PLANTED = new Bundles(List.of(
            Bundles.API,
            "io.signalbox.vm",
            "io.signalbox.source.planted",
            "io.signalbox.ring.one",
            "io.signalbox.ring.two",
            "io.signalbox.inside"));
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> location.contains("/test-classes/"))
            .importPackages("io.signalbox");

    @Test
    void aRingOfRoomsIsFound() {
        finds(HouseRules.ROOMS_HAVE_NO_CYCLES, "ring.one", "ring.two");
    }

    @Test
    void aHiddenComponentIsFoundThoughItsAnnotationIsInTheByteCodeOnly() {
        finds(HouseRules.COMPONENTS_ARE_PUBLIC, "HiddenComponent");
    }

    @Test
    void aPublicHelperInsideIsFound() {
        finds(HouseRules.ONLY_COMPONENTS_ARE_PUBLIC_INSIDE, "PublicHelper");
    }

    @Test
    void aPublicComponentInsideIsRight() {
        assertThatThrownBy(() -> HouseRules.ONLY_COMPONENTS_ARE_PUBLIC_INSIDE.check(CLASSES))
                .message()
                .doesNotContain("OpenComponent");
    }

    @Test
    void anEngineThatKnowsOsgiIsFound() {
        finds(HouseRules.ENGINES_KNOW_NO_OSGI, "BundleEngine");
    }

    @Test
    void aPlugMayKnowOsgi() {
        assertThatThrownBy(() -> HouseRules.ENGINES_KNOW_NO_OSGI.check(CLASSES))
                .message()
                .doesNotContain("OpenComponent");
    }

    @Test
    void aThreadInTheApiIsFound() {
        finds(HouseRules.THE_API_STARTS_NOTHING, "BusyPlanted", "java.lang.Thread");
    }

    @Test
    void anApiThatLooksAtItsSpiIsFound() {
        finds(HouseRules.THE_API_DOES_NOT_LOOK_BEHIND_ITSELF, "BusyPlanted", "EventProcessor");
    }

    @Test
    void aBundleThatKnowsAnotherIsFound() {
        finds(HouseRules.star(PLANTED), "ring.one", "ring.two");
    }

    @Test
    void aSourceMayKnowTheEventsOfVms() {
        assertThat(PLANTED.mayUse("io.signalbox.source.planted.internal", "io.signalbox.vm"))
                .isTrue();
        assertThat(PLANTED.mayUse("io.signalbox.source.planted.internal", "io.signalbox.inside"))
                .isFalse();
        assertThat(PLANTED.mayUse("io.signalbox.vm", "io.signalbox.source.planted"))
                .isFalse();
        assertThat(PLANTED.of("io.signalbox.vm.migrator")).isEqualTo("io.signalbox.vm");
    }

    private static void finds(ArchRule rule, String... words) {
        assertThatThrownBy(() -> rule.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .message()
                .contains(words);
    }
}
