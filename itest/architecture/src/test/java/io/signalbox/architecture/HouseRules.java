package io.signalbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Every rule that byte code can show. */
final class HouseRules {
    private static final String HOUSE = "io.signalbox";
    private static final String COMPONENT = "org.osgi.service.component.annotations.Component";

    private static final DescribedPredicate<JavaClass> PLUGS =
            describe("plugs", type -> outermost(type).getSimpleName().matches(".*(Component|Config)"));

    private static final DescribedPredicate<JavaClass> OSGI = resideInAPackage("org.osgi..")
            .and(DescribedPredicate.not(resideInAPackage("org.osgi.annotation..")))
            .as("OSGi");

    private static final DescribedPredicate<JavaClass> THREADS_OR_LOGGERS = describe(
            "threads, locks, executors, timers or loggers",
            type -> type.getName()
                    .matches("java\\.lang\\.Thread(\\$.*)?|java\\.util\\.Timer(Task)?|java\\.util\\.logging\\..*"
                            + "|java\\.lang\\.System\\$Logger|java\\.util\\.concurrent\\.locks\\..*|org\\.slf4j\\..*"
                            + "|java\\.util\\.concurrent\\.(\\w*Execut\\w*|ForkJoin\\w*|ThreadFactory)(\\$.*)?"));

    static final ArchRule ROOMS_HAVE_NO_CYCLES =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles();

    static final ArchRule COMPONENTS_ARE_PUBLIC = classes()
            .that()
            .areAnnotatedWith(COMPONENT)
            .should()
            .bePublic()
            .because("the component runtime takes public classes only");

    static final ArchRule ONLY_COMPONENTS_ARE_PUBLIC_INSIDE = classes()
            .that()
            .resideInAPackage("..internal..")
            .and()
            .areTopLevelClasses()
            .and()
            .areNotAnnotatedWith(COMPONENT)
            .should()
            .notBePublic();

    static final ArchRule ENGINES_KNOW_NO_OSGI = noClasses()
            .that()
            .resideInAPackage("..internal..")
            .and(DescribedPredicate.not(PLUGS))
            .should()
            .dependOnClassesThat(OSGI)
            .because("a test builds an engine with new");

    static final ArchRule THE_API_STARTS_NOTHING =
            noClasses().that().resideInAPackage(Bundles.API + "..").should().dependOnClassesThat(THREADS_OR_LOGGERS);

    static final ArchRule THE_API_DOES_NOT_LOOK_BEHIND_ITSELF = noClasses()
            .that()
            .resideInAnyPackage(Bundles.API, Bundles.API + ".config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Bundles.API + ".spi..", Bundles.API + ".view..");

    private HouseRules() {}

    /** Every rule that needs not know which bundles there are. */
    static List<ArchRule> plain() {
        return List.of(
                ROOMS_HAVE_NO_CYCLES,
                COMPONENTS_ARE_PUBLIC,
                ONLY_COMPONENTS_ARE_PUBLIC_INSIDE,
                ENGINES_KNOW_NO_OSGI,
                THE_API_STARTS_NOTHING,
                THE_API_DOES_NOT_LOOK_BEHIND_ITSELF);
    }

    /** A bundle knows itself and the api. */
    static ArchRule star(Bundles bundles) {
        return classes()
                .that()
                .resideInAPackage(HOUSE + "..")
                .should(new ArchCondition<>("use their own bundle and the api only") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                            String used = dependency
                                    .getTargetClass()
                                    .getBaseComponentType()
                                    .getPackageName();
                            boolean allowed =
                                    !used.startsWith(HOUSE + ".") || bundles.mayUse(user.getPackageName(), used);
                            events.add(new SimpleConditionEvent(user, allowed, dependency.getDescription()));
                        }
                    }
                });
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
    }
}
