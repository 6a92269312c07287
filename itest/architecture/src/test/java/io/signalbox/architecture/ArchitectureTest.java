package io.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every bundle keeps every rule. */
class ArchitectureTest {
    private static final Bundles BUNDLES = Bundles.ofRepository();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.signalbox");

    @TestFactory
    Stream<DynamicTest> everyBundleKeepsTheRules() {
        return Stream.concat(HouseRules.plain().stream(), Stream.of(HouseRules.star(BUNDLES)))
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(), () -> rule.allowEmptyShould(true).check(CLASSES)));
    }

    /** A bundle that is missing here is a dependency missing in this module's pom. */
    @Test
    void everyBundleIsLookedAt() {
        assertThat(BUNDLES.names())
                .isNotEmpty()
                .allSatisfy(bundle -> assertThat(CLASSES)
                        .as("classes of %s", bundle)
                        .anyMatch(type -> BUNDLES.of(type.getPackageName()).equals(bundle)));
    }
}
