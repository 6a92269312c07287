package io.signalbox.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which bundle a package belongs to: the one with the longest name that the package's name begins with. Immutable.
 *
 * @param names symbolic names, which are root packages and folders too
 */
record Bundles(List<String> names) {
    static final String API = "io.signalbox.api";

    /** No bundle but a jar for the test scope, which looks behind the core on purpose. */
    private static final String TEST_KIT = "io.signalbox.testing";

    private static final String SOURCES = "io.signalbox.source.";
    private static final String VM = "io.signalbox.vm";
    private static final String VM_MIGRATOR = "io.signalbox.vm.migrator";

    Bundles {
        names = names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Those that have a folder in this repository. */
    static Bundles ofRepository() {
        Path folder = Path.of(System.getProperty("signalbox.root"), "bundles");
        try (Stream<Path> found = Files.list(folder)) {
            return new Bundles(found.filter(path -> Files.exists(path.resolve("pom.xml")))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals(TEST_KIT))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle of a package, or the package itself if it is of no bundle. */
    String of(String packageName) {
        return names.stream()
                .filter(bundle -> within(bundle, packageName))
                .findFirst()
                .orElse(packageName);
    }

    /** Whether the classes of one package may use those of the other: the star, and those who tell of VMs. */
    boolean mayUse(String user, String used) {
        String from = of(user);
        String to = of(used);
        boolean knowsVms = from.startsWith(SOURCES) || from.equals(VM_MIGRATOR);
        return from.equals(to) || to.equals(API) || knowsVms && to.equals(VM);
    }

    private static boolean within(String bundle, String packageName) {
        return packageName.equals(bundle) || packageName.startsWith(bundle + ".");
    }
}
